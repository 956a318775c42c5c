using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Readers;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Health.Outage;
using Kiosk.Service.Hosting;
using Kiosk.Service.Page;
using Kiosk.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk run</c>: runs the service.</summary>
internal static class RunCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var screen = new Option<string?>("--screen") { Description = new Phrase("text: hiển thị cả màn hình trên bảng điều khiển này; none: không hiển thị. Mặc định: theo Kiosk:Display:Kind; nếu là none thì bảng điều khiển hiển thị.", "text: also show the screen on this console; none: do not. Default: as Kiosk:Display:Kind says; with none, a console shows it.").In(language) };
        screen.TakeOnly(language, "text", "none");
        var command = new Command("run", new Phrase("Chạy máy cho đến khi nhấn Ctrl-C, hoặc đến khi systemd dừng.", "Run the terminal until Ctrl-C, or until systemd stops it.").In(language)) { screen };
        common.AddTo(command, json: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Signals take effect only once an action has yielded, and reading a long journal comes before that.
            await Task.Yield();
            ProcessMemory.Seal();
            ProcessMemory.ShareHeaps();
            try
            {
                common.RequireOwner(parsed);
                var options = common.Settings(parsed);
                return await RunAsync(options, ShowsText(parsed.GetValue(screen), options.Display), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static bool ShowsText(string? asked, DisplayOptions display) => (asked, display.Kind) switch
    {
        (not null, _) => asked == "text",
        (_, "text") => true,
        (_, "none") => !Console.IsOutputRedirected,
        _ => false,
    };

    /// <summary>Runs a service until it is asked to stop.</summary>
    /// <exception cref="ServiceUnavailableException">It stopped for another reason: one of its loops failed.</exception>
    public static async Task ServeAsync(WebApplication application, KioskOptions options, bool showsScreen, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
            using var page = options.Page.Enabled
                ? new PageAddressFile(options.DataFolder, application.Services.GetRequiredService<ServiceDoors>(), application.PageAddress, application.Logger)
                : null;
            await FollowAsync(application, showsScreen, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A loop failed before the last one had started.
        }

        // Its case was opened: it waits for a technician.
        if (!cancellationToken.IsCancellationRequested && !KeyLock.IsOn(new(options.DataFolder)))
        {
            throw new ServiceUnavailableException(new(
                $"Dịch vụ tự kết thúc khi không ai yêu cầu. Hãy khởi động lại và báo cáo việc này [{string.Join(" ", FailuresOf(application).DefaultIfEmpty("nothing says why")).TrimEnd('.')}].",
                $"The service ended unasked: {string.Join(" ", FailuresOf(application).DefaultIfEmpty("nothing says why."))} Start it again, and report this."));
        }
    }

    // With or without the screen, until the host has stopped.
    private static async Task FollowAsync(WebApplication application, bool showsScreen, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var screen = showsScreen ? TextScreens.ShowAsync(application.Services, showsNames: !Console.IsOutputRedirected, ended.Token) : Task.CompletedTask;
        await application.WaitForShutdownAsync(cancellationToken);
        await ended.CancelAsync();
        await screen.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static IEnumerable<string> FailuresOf(WebApplication application) =>
        from loop in application.Services.GetServices<IHostedService>().OfType<BackgroundService>()
        where loop.ExecuteTask is { IsFaulted: true }
        select $"{loop.GetType().Name} failed: {loop.ExecuteTask!.Exception!.GetBaseException().Message}";

    private static async Task<int> RunAsync(KioskOptions options, bool showsScreen, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (application, outage) = await BuildAsync(options);
            if (application is not null)
            {
                await using (application)
                {
                    await ServeAsync(application, options, showsScreen, cancellationToken);
                }

                if (cancellationToken.IsCancellationRequested || !KeyLock.IsOn(new(options.DataFolder)))
                {
                    return ExitCode.Done;
                }

                continue;
            }

            await using var host = OutageHost.Build(options, outage!, () => IsMended(options), TimeProvider.System);
            if (await WaitAsync(host, showsScreen, cancellationToken))
            {
                return ExitCode.Done;
            }
        }
    }

    /// <returns>The terminal, or the problem with its disk or files.</returns>
    private static async Task<(WebApplication? Application, OutOfService? Outage)> BuildAsync(KioskOptions options)
    {
        if (CheckUp(options) is { } found)
        {
            return (null, found);
        }

        var reader = ReaderSetup.Create(options.Reader, TimeProvider.System);
        try
        {
            return (KioskHost.Build(options, reader, TimeProvider.System), null);
        }
        catch (Exception exception) when (OutageOf(exception, options) is { } outage)
        {
            await reader.DisposeAsync();
            return (null, outage);
        }
    }

    // Check the settings first: even testing the disk creates the folder.
    private static OutOfService? CheckUp(KioskOptions options)
    {
        try
        {
            StartCheck.Run(options);
        }
        catch (Exception exception) when (OutageOf(exception, options) is { } outage)
        {
            return outage;
        }

        return TroubleOf(options) is { } trouble ? DiskOutage.Of(trouble) : null;
    }

    /// <returns>Null unless the failure concerns a disk or one of the terminal's own files.</returns>
    private static OutOfService? OutageOf(Exception exception, KioskOptions options) => exception switch
    {
        // A second service on the same folder is whoever started it to be told, not the hall.
        JournalInUseException => null,
        _ when DiskFault.In(exception, options.DataFolder) is { } trouble => DiskOutage.Of(trouble),
        OutOfServiceException or JournalException when OutOfService.Of(exception) is { } outage => outage with { Sentence = outage.Sentence.Then(OutOfService.ReturnsByItself) },
        _ => null,
    };

    // If anything else is wrong by then, the next start reports it.
    private static bool IsMended(KioskOptions options)
    {
        try
        {
            if (CheckUp(options) is not null)
            {
                return false;
            }

            StartCheck.OpenJournal(options);
            return true;
        }
        catch (Exception exception) when (KioskCommand.CodeOf(exception) is not null)
        {
            return OutageOf(exception, options) is null;
        }
    }

    // The journal may be on a disk of its own.
    private static DiskFault? TroubleOf(KioskOptions options) =>
        DiskFault.Probe(options.DataFolder) ?? (new KioskFolders(options.DataFolder).Journal is var journal && Directory.Exists(journal) ? DiskFault.Probe(journal) : null);

    /// <returns>True if asked to stop; false if the outage is over.</returns>
    private static async Task<bool> WaitAsync(WebApplication outage, bool showsScreen, CancellationToken cancellationToken)
    {
        await outage.StartAsync(cancellationToken);
        await FollowAsync(outage, showsScreen, cancellationToken);
        return cancellationToken.IsCancellationRequested;
    }
}
