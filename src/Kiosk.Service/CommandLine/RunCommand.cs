using System.CommandLine;
using Kiosk.Hardware.Readers;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Configuration;
using Kiosk.Service.Page;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk run</c>: the service.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var screen = new Option<string?>("--screen") { Description = "text shows the screen on this terminal too, none does not; without it Kiosk:Display:Kind decides, and a terminal that no panel serves shows it." };
        screen.AcceptOnlyFromAmong("text", "none");
        var command = new Command("run", "Runs the terminal until it is stopped (Ctrl-C, or systemd).") { screen };
        common.AddTo(command, json: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Signals are heeded only once an action awaits something, and a long journal is read before that.
            await Task.Yield();
            try
            {
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

    public static ICardReader CreateReader(ReaderOptions options, TimeProvider time) => options.Kind == "virtual"
        ? new VirtualReader(time)
        : new PcscReader(new PcscReaderOptions { NameContains = options.Name.Length > 0 ? options.Name : null }, time);

    /// <summary>Shows what the presenter presents on the terminal until the token is cancelled.</summary>
    public static Task ShowAsync(WebApplication application, CancellationToken cancellationToken)
    {
        var text = new TextScreen(AnsiConsole.Console);
        return application.Services.GetRequiredService<ScreenPresenter>().RunAsync(text.Show, cancellationToken);
    }

    /// <exception cref="ServiceUnavailableException">The loopback port is taken.</exception>
    public static async Task StartAsync(WebApplication application, int port, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new ServiceUnavailableException($"127.0.0.1:{port} cannot be listened on: {exception.Message} Choose another Kiosk:Http:Port.", exception);
        }
    }

    private static async Task<int> RunAsync(KioskOptions options, bool showsScreen, CancellationToken cancellationToken)
    {
        await using var application = KioskHost.Build(options, CreateReader(options.Reader, TimeProvider.System), TimeProvider.System);
        await StartAsync(application, options.Http.Port, cancellationToken);
        using var page = options.Page.Enabled ? PageAddressFile.Write(options.DataFolder, application.PageAddress()) : null;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var screen = showsScreen ? ShowAsync(application, ended.Token) : Task.CompletedTask;
        await application.WaitForShutdownAsync(cancellationToken);
        await ended.CancelAsync();
        await screen.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return ExitCode.Done;
    }
}
