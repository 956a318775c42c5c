using System.Security.Cryptography;
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
using Kiosk.Service.SelfTest;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Service.Upload;
using Kiosk.Trials.World;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>
/// A terminal from one start to its end: every part as the host puts it together, on the simulated disk, reader, clock and lines. Its loops do not run; the scheduler makes each of their steps.
/// </summary>
internal sealed class TerminalLife(TerminalSite site) : IAsyncDisposable
{
    private static readonly TimeSpan Absence = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private const int MaxSteps = 200;
    private const int MaxBatches = 100;

    private readonly SkimmedAnswers skimmed = new();
    private VirtualReader table = null!;
    private IKeyStore keys = null!;
    private ServiceProvider parts = null!;
    private UploadSetup upload = null!;
    private UploadLoop uploading = null!;
    private DoorsLoop doors = null!;
    private ServiceNotes notes = null!;
    private bool mustSign;
    private long signedAt;

    public KioskCache Cache { get; private set; } = null!;

    public CheckInJournal Journal { get; private set; } = null!;

    public ClockMonitor Clock { get; private set; } = null!;

    public SyncSetup Sync { get; private set; } = null!;

    public SimulatedReader Reader { get; private set; } = null!;

    public AttendanceRegister Register => Part<AttendanceRegister>();

    public ModeSwitch Modes => Part<ModeSwitch>();

    public UploadSnapshot Upload => Part<UploadState>().Now;

    public bool IsOutOfService => Part<ServiceFailure>().Outage is not null;

    /// <summary>Starts it as the host does; what the loops do at once when they start included.</summary>
    public static async Task<TerminalLife> StartAsync(TerminalSite site)
    {
        var life = new TerminalLife(site);
        try
        {
            life.Open();
            life.Journal.Appended += life.Notice;
            life.Journal.Stating += () => life.mustSign = true;
            life.upload.Outbox.Begin();
            life.Journal.Appended += life.upload.Outbox.Notice;
            site.Ledger.Begin(life.Journal);
            await life.notes.StartAsync(CancellationToken.None);
            await life.ListenAsync();
            life.SignIfDue();
            return life;
        }
        catch
        {
            await life.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lays a card down, waits for the answer and takes the card away.</summary>
    public async Task<CheckInOutcome> TapAsync(CardImage image)
    {
        var outcome = await LayAsync(image);
        TakeAway();
        return outcome;
    }

    /// <summary>Lays a card down and waits for the answer.</summary>
    public async Task<CheckInOutcome> LayAsync(CardImage image)
    {
        table.Present(new VirtualCard(image, site.Time, skimmed));
        return await AnswerAsync(await Reader.WaitForCardAsync(CancellationToken.None));
    }

    /// <summary>Lays a card down for which the reader waits already.</summary>
    public async Task<CheckInOutcome> LayAsync(CardImage image, Task<CardArrival> waiting)
    {
        table.Present(new VirtualCard(image, site.Time, skimmed));
        return await AnswerAsync(await waiting.WaitAsync(Limit));
    }

    /// <summary>Takes the card away, for as long as it takes to lay down another.</summary>
    public void TakeAway()
    {
        table.Remove();
        site.Time.Advance(Absence);
    }

    /// <returns>Whether all that the feed says is in force.</returns>
    public async Task<bool> SyncAsync(IFeedFiles source)
    {
        try
        {
            return await Sync.Sync.RunAsync(source, CancellationToken.None).WaitAsync(Limit) is SyncOutcome.NotModified or SyncOutcome.Applied { Problems.Count: 0 };
        }
        catch (Exception e) when (e is IOException or CacheException or UnauthorizedAccessException)
        {
            // As SyncLoop: the next one tries again.
            return false;
        }
    }

    /// <summary>Sends until there is nothing to send or the collector does not take it.</summary>
    public async Task UploadAsync()
    {
        for (var batches = 0; batches < MaxBatches && await uploading.RunAsync(CancellationToken.None) == TimeSpan.Zero; batches++)
        {
            // The next batch goes at once.
        }
    }

    /// <summary>Hears what the collector has to tell of the other doors by now.</summary>
    public Task ListenAsync() => doors.RunAsync(CancellationToken.None);

    /// <summary>Undoes the newest passage at this door.</summary>
    public void Undo()
    {
        try
        {
            var context = Part<TapContextSource>().Begin();
            if (Part<PassageCorrection>().Find(context) is { } passage)
            {
                Part<PassageCorrection>().Undo(context, passage, PassageCorrection.Reasons[0], "uid:1000");
            }
        }
        catch (Exception e) when (OutOfService.Of(e) is not null)
        {
            // Nothing was undone.
        }
    }

    /// <returns>Whether the mode is in force, and stays.</returns>
    public bool Switch(ModeSelection mode)
    {
        try
        {
            Part<TerminalControl>().SwitchMode(mode, "uid:1000");
            return true;
        }
        catch (Exception e) when (e is ModeException || OutOfService.Of(e) is not null)
        {
            return false;
        }
    }

    /// <summary>As the upkeep at quiet hours.</summary>
    public async Task CompactAsync()
    {
        try
        {
            await Sync.Site.CompactAsync(site.Time, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or CacheException or UnauthorizedAccessException)
        {
            // What was in force still is.
        }
    }

    /// <summary>As CheckpointLoop: at once after a note or 64 records, else a minute after a record.</summary>
    public void SignIfDue()
    {
        if (mustSign || (Journal.Unsigned > 0 && site.Time.GetElapsedTime(signedAt) >= CheckpointLoop.MaxDelay))
        {
            Sign(isLast: false);
        }
    }

    /// <summary>Stops in order.</summary>
    public async Task StopAsync()
    {
        await notes.StopAsync(CancellationToken.None);
        TryWrite(upload.Outbox.Write);
        TryWrite(upload.Doors.Write);
        Sign(isLast: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (parts is not null)
        {
            await parts.DisposeAsync();
        }

        uploading?.Dispose();
        doors?.Dispose();
        upload?.Dispose();
        Sync?.Dispose();
        Journal?.Dispose();
        keys?.Dispose();
        Cache?.Dispose();
    }

    public T Part<T>()
        where T : notnull => parts.GetRequiredService<T>();

    // As KioskHost puts it together.
    private void Open()
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
        table = new(time, Absence);
        Reader = new(table);
        parts = Compose(options);
        upload = new(options.Upload, folders, Journal, Part<UploadState>(), files, time, () => site.Hall.LineOf(site.Id));
        uploading = new(upload, Journal, Part<ModeSwitch>(), time, NullLogger<UploadLoop>.Instance);
        doors = new(upload, Part<AttendanceRegister>(), Part<ModeSwitch>(), Part<SecretMeetings>(), time, NullLogger<DoorsLoop>.Instance);
        notes = ActivatorUtilities.CreateInstance<ServiceNotes>(parts);
    }

    private async Task<CheckInOutcome> AnswerAsync(CardArrival arrival)
    {
        var outcome = await AsTimePassesAsync(Part<TapAnswering>().AnswerAsync(arrival, CancellationToken.None).AsTask());
        Part<CheckInEvents>().Publish(outcome);
        return outcome;
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
            services.AddSingleton(provider => new AdmissionDesk(provider.GetRequiredService<Func<AdmissionPolicy>>(), new AttendanceRegister(MeetingJournals.Of(site.EmptyJournal()), AdmissionRules.Default.Meetings, new OtherDoors(site.Time))));
        }

        return services.BuildServiceProvider();
    }

    // All of a tap runs on this thread: what has not ended waits for the clock.
    private async Task<T> AsTimePassesAsync<T>(Task<T> running)
    {
        for (var steps = 0; !running.IsCompleted && steps < MaxSteps; steps++)
        {
            site.Time.Advance(Step);
            await Task.WhenAny(running, Task.Delay(Turn));
        }

        return await running.WaitAsync(Limit);
    }

    private void Notice(JournalEntry entry)
    {
        mustSign |= entry.Record.Outcome is JournalOutcome.Note || Journal.Unsigned >= CheckpointLoop.Batch;
        if (Journal.Unsigned <= 1)
        {
            signedAt = site.Time.GetTimestamp();
        }

        site.Ledger.Acknowledge(entry);
    }

    private void Sign(bool isLast)
    {
        try
        {
            mustSign = false;
            Journal.SignCheckpoint(isLast);
            signedAt = site.Time.GetTimestamp();
            site.Ledger.Signed = Cache.IsOpen ? (Cache.Current.Number, Cache.Current.Header.Feed?.Timestamp ?? 0) : site.Ledger.Signed;
        }
        catch (Exception e) when (e is JournalException or CryptographicException)
        {
            // The next round tries again.
            mustSign = true;
        }
    }

    private static void TryWrite(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // As the loops: it is sent, or told, again.
        }
    }
}
