using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Hosting;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Service.Upload;
using Kiosk.Trials.World;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>Every part of a terminal as the host puts it together, on the simulated disk, reader, clock and lines.</summary>
internal sealed class TerminalParts(TerminalSite site) : IAsyncDisposable
{
    private IKeyStore keys = null!;
    private ServiceProvider parts = null!;

    public KioskCache Cache { get; private set; } = null!;

    public CheckInJournal Journal { get; private set; } = null!;

    public ClockMonitor Clock { get; private set; } = null!;

    public SyncSetup Sync { get; private set; } = null!;

    /// <summary>Where cards are laid down.</summary>
    public VirtualReader Table { get; private set; } = null!;

    public SimulatedReader Reader { get; private set; } = null!;

    public UploadSetup Upload { get; private set; } = null!;

    public UploadLoop Uploading { get; private set; } = null!;

    public DoorsLoop Doors { get; private set; } = null!;

    public ServiceNotes Notes { get; private set; } = null!;

    public T Part<T>()
        where T : notnull => parts.GetRequiredService<T>();

    /// <summary>Opens them in the host's order. What was opened before a failure is disposed of with this object.</summary>
    public void Open()
    {
        var (folders, files, time, options) = (site.Folders, site.Disk, site.Time, site.Options());
        keys = TerminalKeys.Open(folders, site.Id, KeyStoreSettings.InFile, files);
        var store = new CacheStore(folders.Cache, files, CacheKey.Of(keys), TerminalAudience.KeyringOf(site.Id, keys));
        Cache = new(store, time);
        Journal = TerminalJournal.Open(folders, site.Id, keys, files);
        if (site.Protections.JournalGuardsCache)
        {
            KioskHost.Guard(Cache, Journal);
        }

        OpenEarly();
        Clock = new(time, new ClockSource(() => site.HasNetworkTime, HasRealTimeClock: false), Journal.LastAttested - ClockMonitor.Tolerance ?? TrialPki.Begin);
        Sync = SyncSetup.Create(options.Sync, folders, store, Cache, Clock, files, time, new FeedLine(site.Feed));
        _ = Sync.TrustRoot(options.Sync.Root);
        Table = new(time);
        Reader = new(Table);
        parts = Compose(options);
        Upload = new(options.Upload, folders, Journal, Part<UploadState>(), files, time, () => site.Hall.LineOf(site.Id));
        Uploading = new(Upload, Journal, Part<ModeSwitch>(), time, NullLogger<UploadLoop>.Instance);
        Doors = new(Upload, Part<AttendanceRegister>(), Part<ModeSwitch>(), Part<SecretMeetings>(), time, NullLogger<DoorsLoop>.Instance);
        Notes = ActivatorUtilities.CreateInstance<ServiceNotes>(parts);
    }

    public async ValueTask DisposeAsync()
    {
        if (parts is not null)
        {
            await parts.DisposeAsync();
        }

        Uploading?.Dispose();
        Doors?.Dispose();
        Upload?.Dispose();
        Sync?.Dispose();
        Journal?.Dispose();
        keys?.Dispose();
        Cache?.Dispose();
    }

    private void OpenEarly()
    {
        try
        {
            Cache.Refresh();
        }
        catch (CacheException)
        {
            // The first tap opens it again and reports the problem.
        }
    }

    private ServiceProvider Compose(KioskOptions options)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(site.Log))
            .AddSingleton<TimeProvider>(site.Time)
            .AddSingleton<ICardReader>(Reader)
            .AddSingleton(keys)
            .AddSingleton(new ChallengeSource(site.Id))
            .AddSingleton(site.Verify)
            .AddSingleton(Sync.Status)
            .AddSingleton<UploadState>()
            .AddSingleton(new ScreenPresenter(site.Time, FeedbackMap.ForIdle(new AdmissionMode.VerifyOnly(), presence: null, site.Time.GetUtcNow(), offline: false)))
            .AddCheckIn(options, Cache, Journal, Clock, () => TerminalJournal.OpenSecret(site.Folders, site.Id, keys, site.Disk), site.Disk);
        if (!site.Protections.LooksForArrivals)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AdmissionDesk>(provider, new AttendanceRegister(MeetingJournals.Of(site.EmptyJournal()), AdmissionRules.Default.Meetings, new OtherDoors(site.Time))));
        }

        return services.BuildServiceProvider();
    }
}
