using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Hardware.Scanners;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Health;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Identity;
using Kiosk.Service.Page;
using Kiosk.Service.Printing;
using Kiosk.Service.Reporting;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Service.Updates;
using Kiosk.Service.Upload;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Judging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Kiosk.Service.Hosting;

/// <summary>Builds the terminal's host. Finds every problem with settings and files before anything is started.</summary>
internal static partial class KioskHost
{
    /// <param name="reader">Disposed of with the host.</param>
    /// <param name="challenges">Null for the machine's random source.</param>
    /// <param name="clockSource">Null for the machine's clock.</param>
    /// <param name="network">The handler used to reach the feed; null for the machine's network.</param>
    /// <param name="collector">The handler used to reach the collector; null for the machine's network.</param>
    /// <param name="scanner">Disposed of with the host; null for the one that the settings name.</param>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    /// <exception cref="OutOfServiceException">A file beside the journal cannot be used.</exception>
    /// <exception cref="JournalException">The journal is broken, in use, or another terminal's.</exception>
    public static WebApplication Build(
        KioskOptions options,
        ICardReader reader,
        TimeProvider time,
        LogLevel logLevel = LogLevel.Information,
        ChallengeSource? challenges = null,
        ClockSource? clockSource = null,
        HttpMessageHandler? network = null,
        HttpMessageHandler? collector = null,
        ICodeScanner? scanner = null)
    {
        StartCheck.Run(options);
        var folders = new KioskFolders(options.DataFolder);
        var files = new DurableFiles();
        var keys = TerminalKeys.Open(folders, options.TerminalId, KeyPlace.Of(options.Identity), files);
        var store = new CacheStore(folders.Cache, files, CacheKey.Of(keys), TerminalAudience.KeyringOf(options.TerminalId, keys));
        var cache = new KioskCache(store, time);
        _ = Task.Run(() => OpenEarly(cache));
        CheckInJournal? journal = null;
        try
        {
            journal = TerminalJournal.Open(folders, options.TerminalId, keys, files);
            Guard(cache, journal);
            var clock = StartClock(options, journal, clockSource ?? ClockSource.OfMachine(), time, out var remark);
            var ban = new NetworkBan();
            var sync = StartSync(SyncSetup.Create(options.Sync, folders, store, cache, clock, files, time, network, ban: ban), options);
            var builder = CreateBuilder(options, logLevel);
            // Registered by factory, so that the host disposes of them.
            builder.Services.AddSingleton(_ => reader).AddSingleton(_ => sync).AddSingleton(_ => keys);
            builder.Services.AddSingleton(time).AddSingleton(sync.Status).AddSingleton(challenges ?? new ChallengeSource(options.TerminalId));
            builder.Services.AddSingleton<VerifyEvidence>(EvidenceVerifier.Verify);
            builder.Services.AddCheckIn(options, cache, journal, clock, () => TerminalJournal.OpenSecret(folders, options.TerminalId, keys, files), files).AddHealth();
            AddScreens(builder.Services, options);
            var enrolment = new TerminalEnrolment(folders.EnrolmentFile, options.TerminalId, keys, files, time);
            builder.Services.AddSingleton(enrolment).AddSingleton(ban);
            AddLoops(builder.Services, hasFeed: sync.Source is not null);
            AddScanner(builder.Services, options.Scanner, scanner);
            AddUpdates(builder.Services, folders, files);
            AddPrinting(builder.Services, options.Printer);
            AddUpload(builder.Services, options.Upload, folders, () => new NetworkGate(collector ?? CollectorConnection.Open(new(options.Upload.Collector), options.Upload.ParseKey(), new TlsCertificate(options.TerminalId, keys, enrolment, time).Open), ban));
            return Complete(builder, options, remark, ban);
        }
        catch
        {
            // Release the journal's lock for the next attempt.
            journal?.Dispose();
            keys.Dispose();
            cache.Dispose();
            throw;
        }
    }

    /// <param name="remark">A note for the operator about the clock, or null.</param>
    private static ClockMonitor StartClock(KioskOptions options, CheckInJournal journal, ClockSource machine, TimeProvider time, out string? remark)
    {
        var floor = journal.LastAttested - ClockMonitor.Tolerance is { } last && last > BuildInstant.Value ? last : BuildInstant.Value;
        (var hasClock, remark) = RealTimeClock.Adopt(options.Clock, floor, machine, time, KernelClock.TrySet);
        return new ClockMonitor(time, machine with { HasRealTimeClock = hasClock }, floor);
    }

    private static SyncSetup StartSync(SyncSetup sync, KioskOptions options) => sync.Source is not null && sync.TrustRoot(options.Sync.Root) is { } mistrust
        ? throw new ConfigurationException(mistrust)
        : sync;

    private static WebApplication Complete(WebApplicationBuilder builder, KioskOptions options, string? clockRemark, NetworkBan ban)
    {
        if (options.Page.Enabled)
        {
            builder.Services.AddPage();
        }

        var application = builder.Build();
        var secrets = application.Services.GetRequiredService<SecretMeetings>();
        ban.Ask(() => secrets.IsInProgress);
        application.UseSeats();
        application.UsePage();
        application.Services.GetRequiredService<HealthPages>().MapTo(application);
        if (clockRemark is not null)
        {
            Log.ClockDoubtful(application.Logger, clockRemark);
        }

        return application;
    }

    /// <summary>A builder with listeners and logging, for any host of this service.</summary>
    public static WebApplicationBuilder CreateBuilder(KioskOptions options, LogLevel logLevel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.UseDoors(options.Http.Port, new KioskFolders(options.DataFolder).ControlSocket);
        builder.Services.AddSingleton<IHostLifetime, AskedStop>();
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) =
            (true, Console.IsErrorRedirected || PlainOutput.IsWanted ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default))
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // The verb itself reports a failed start in one sentence; whatever stops a running host is logged as critical.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Kiosk", logLevel).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // Otherwise any local user could fill the disk with log lines about rejected connections.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        return builder;
    }

    // Runs while the rest is being built. Problems with the cache surface at the first tap or health check.
    // Each vouches for the other: the journal says which data was in force last, and signs what comes into force from now on.
    internal static void Guard(KioskCache cache, CheckInJournal journal)
    {
        cache.Expect(new(journal.Data.Generation, journal.Data.Feed));
        cache.Opened += Sign;
        if (cache.IsOpen)
        {
            Sign(cache.Current);
        }

        void Sign(CacheGeneration generation) => journal.State(new(generation.Number, generation.Header.Feed?.Timestamp ?? 0));
    }

    private static void OpenEarly(KioskCache cache)
    {
        try
        {
            cache.Refresh();
        }
        catch (CacheException)
        {
            // TapContextSource.Begin opens it again and reports the problem.
        }
    }

    private static void AddScreens(IServiceCollection services, KioskOptions options)
    {
        services.AddSingleton(provider => new ScreenPresenter(
            provider.GetRequiredService<TimeProvider>(), new Screen.OutOfService("terminal.out-of-service", options.TerminalId, Awaited.Reader)));
        services.AddSingleton<OutputFaults>();
        services.AddSingleton<DeviceOpening>();
        services.AddSingleton<TouchSurface>();
        services.AddSingleton<RestingScreen>();
        services.AddSingleton<LastTaps>();
        services.AddSingleton<OperatorScreens>();
        services.AddSingleton<SoftwareScreen>();
        services.AddSingleton<DeviceCheckSteps>();
        services.AddSingleton<DisplayedDeviceCheck>();
        services.AddSingleton<ScreenCommands>();
        services.AddSingleton<StatusPage>();
        services.AddSingleton<ControlPages>();
        services.AddSingleton<HealthPages>();
        services.AddSingleton(SystemdNotifier.FromEnvironment());
    }

    private static void AddLoops(IServiceCollection services, bool hasFeed)
    {
        services.AddHostedService<CheckpointLoop>();
        services.AddHostedService<ServiceNotes>();
        services.AddHostedService<CheckInLoop>();
        services.AddHostedService<ClerkDesk>();
        services.AddHostedService<RestingScreenLoop>();
        services.AddHostedService<DisplayLoop>();
        services.AddHostedService<ClerkDisplayLoop>();
        services.AddHostedService<TouchLoop>();
        services.AddHostedService<KeypadLoop>();
        services.AddHostedService<WatchdogLoop>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<MemoryLoop>(provider, (Action)MemoryLoop.CollectAll));
        services.AddHostedService<IndicatorLoop>();
        services.AddHostedService<AlarmNotes>();
        services.AddHostedService<DoorLoop>();
        services.AddHostedService<InputLoop>();
        services.AddHostedService<ClockLoop>();
        services.AddHostedService<UpkeepLoop>();
        services.AddHostedService<RenewalLoop>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ReaderRescueLoop>(provider, Path.Combine(RuntimeFolder.Path, "reader-rescue")));
        if (hasFeed)
        {
            services.AddHostedService<SyncLoop>();
        }
    }

    private static void AddScanner(IServiceCollection services, ScannerOptions options, ICodeScanner? given)
    {
        if (given is not null || options.IsPresent)
        {
            services.AddSingleton(provider => given ?? provider.GetRequiredService<DeviceOpening>().Scanner(fault => Log.ScannerMissing(provider.GetRequiredService<ILogger<ScannerLoop>>(), fault.Message)));
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ScannedToken>(provider, Path.Combine(RuntimeFolder.Path, "scanned.token")));
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ScannerLoop>(provider, (Predicate<string>)provider.GetRequiredService<ScannedToken>().Take));
        }
    }

    // Only an image has a second slot to put an update into.
    private static void AddUpdates(IServiceCollection services, KioskFolders folders, DurableFiles files)
    {
        if (InstalledSoftware.ReadRootHash() is { } running)
        {
            services.AddSingleton(new UpdateHandover(RuntimeFolder.Path, "/run/kiosk-update/installed", running, folders.TriedUpdateFile, files));
            services.AddHostedService<UpdateLoop>();
        }
    }

    private static void AddPrinting(IServiceCollection services, PrinterOptions options)
    {
        if (options.Name.Length > 0)
        {
            services.AddSingleton(provider => new CupsPrinter(options, provider.GetRequiredService<TimeProvider>()));
            services.AddHostedService<SlipLoop>();
        }
    }

    private static void AddUpload(IServiceCollection services, UploadOptions options, KioskFolders folders, Func<HttpMessageHandler> handler)
    {
        if (options.Collector.Length > 0)
        {
            services.AddSingleton(provider => new UploadSetup(
                options, folders, provider.GetRequiredService<CheckInJournal>(), provider.GetRequiredService<UploadState>(), new DurableFiles(), provider.GetRequiredService<TimeProvider>(), handler)
            {
                Taps = provider.GetRequiredService<Heartbeat>(),
            });
            services.AddHostedService<UploadLoop>();
            services.AddHostedService<DoorsLoop>();
            services.AddSingleton<StateReport>();
            services.AddHostedService<StateLoop>();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(616, LogLevel.Error, "The time is not the battery-backed clock's: {Remark}")]
        public static partial void ClockDoubtful(ILogger logger, string remark);

        [LoggerMessage(619, LogLevel.Error, "No invitations are scanned: {Reason} Cards are taken all the same; see: kiosk doctor")]
        public static partial void ScannerMissing(ILogger logger, string reason);
    }
}
