using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
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
internal sealed class TerminalLife : IDisposable
{
    private static readonly TimeSpan Absence = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private const int MaxSteps = 200;
    private const int MaxBatches = 100;

    private readonly TerminalSite site;
    private readonly VirtualReader table;
    private readonly IKeyStore keys;
    private readonly ServiceProvider parts;
    private readonly UploadSetup upload;
    private readonly UploadLoop uploading;
    private readonly DoorsLoop doors;
    private readonly ServiceNotes notes;
    private readonly SkimmedAnswers skimmed = new();
    private bool mustSign;
    private long signedAt;

    private TerminalLife(TerminalSite site)
    {
        this.site = site;
        var (folders, files, time) = (site.Folders, site.Disk, site.Time);
        var options = site.Options();
        keys = TerminalKeys.Open(folders, site.Id, KeyStoreSettings.InFile, files);
        var store = new CacheStore(folders.Cache, files, CacheKey.Of(keys), TerminalAudience.KeyringOf(site.Id, keys));
        Cache = new(store, time);
        try
        {
            Journal = TerminalJournal.Open(folders, site.Id, keys, files);
        }
        catch
        {
            keys.Dispose();
            Cache.Dispose();
            throw;
        }

        if (site.Protections.JournalGuardsCache)
        {
            KioskHost.Guard(Cache, Journal);
        }

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

    public KioskCache Cache { get; }

    public CheckInJournal Journal { get; }

    public ClockMonitor Clock { get; }

    public SyncSetup Sync { get; }

    public SimulatedReader Reader { get; }

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
            life.Dispose();
            throw;
        }
    }

    /// <summary>Lays a card down, waits for the answer and takes the card away.</summary>
    public async Task<CheckInOutcome> TapAsync(CardImage image)
    {
        table.Present(new VirtualCard(image, site.Time, skimmed));
        var arrival = await Reader.WaitForCardAsync(CancellationToken.None);
        var outcome = await WithTimeAsync(Part<TapAnswering>().AnswerAsync(arrival, CancellationToken.None).AsTask());
        Part<CheckInEvents>().Publish(outcome);
        table.Remove();
        site.Time.Advance(Absence);
        return outcome;
    }

    /// <returns>Whether all that the feed says is in force.</returns>
    public async Task<bool> SyncAsync(IFeedFiles source)
    {
        try
        {
            return await WithTimeAsync(Sync.Sync.RunAsync(source, CancellationToken.None)) is SyncOutcome.NotModified or SyncOutcome.Applied { Problems.Count: 0 };
        }
        catch (Exception e) when (e is IOException or Service.Cache.Rows.CacheException or UnauthorizedAccessException)
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
        catch (Exception e) when (e is IOException or Service.Cache.Rows.CacheException or UnauthorizedAccessException)
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

    public void Dispose()
    {
        parts?.Dispose();
        upload?.Dispose();
        uploading?.Dispose();
        doors?.Dispose();
        Sync.Dispose();
        Journal.Dispose();
        keys.Dispose();
        Cache.Dispose();
    }

    public T Part<T>()
        where T : notnull => parts.GetRequiredService<T>();

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
        if (!site.Protections.RemembersArrivals)
        {
            services.AddSingleton(provider => new AttendanceRegister(new MeetingJournals(site.EmptyJournal(), () => throw new InvalidOperationException()), AdmissionRules.Default.Meetings, provider.GetRequiredService<OtherDoors>()));
        }

        return services.BuildServiceProvider();
    }

    private async Task<T> WithTimeAsync<T>(Task<T> running)
    {
        for (var steps = 0; !running.IsCompleted && steps < MaxSteps; steps++)
        {
            // Nearly everything ends without the clock's moving.
            if (await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(2))) != running)
            {
                site.Time.Advance(Step);
            }
        }

        return running.IsCompleted ? await running : throw new TimeoutException($"{site.Id} does not come to rest.");
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
