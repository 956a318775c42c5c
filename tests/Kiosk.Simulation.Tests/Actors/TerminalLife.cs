using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Service.Upload;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>
/// A terminal from one start to its end. Its loops do not run; the scheduler makes each of their rounds.
/// </summary>
internal sealed class TerminalLife(TerminalSite site) : IAsyncDisposable
{
    private static readonly TimeSpan Absence = VirtualReader.DefaultAbsence;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private const int MaxSteps = 200;
    private const int MaxBatches = 100;

    private readonly SkimmedAnswers skimmed = new();
    private readonly TerminalParts parts = new(site);
    private bool mustSign;
    private long signedAt;

    public KioskCache Cache => parts.Cache;

    public CheckInJournal Journal => parts.Journal;

    public ClockMonitor Clock => parts.Clock;

    public SyncSetup Sync => parts.Sync;

    public SimulatedReader Reader => parts.Reader;

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
            life.parts.Open();
            life.Journal.Appended += life.Notice;
            life.Journal.Stating += () => life.mustSign = true;
            life.parts.Upload.Outbox.Begin();
            life.Journal.Appended += life.parts.Upload.Outbox.Notice;
            site.Ledger.Begin(life.Journal);
            await life.parts.Notes.StartAsync(CancellationToken.None);
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
        parts.Table.Present(new VirtualCard(image, site.Time, skimmed));
        return await AnswerAsync(await Reader.WaitForCardAsync(CancellationToken.None));
    }

    /// <summary>Lays a card down for which the reader waits already.</summary>
    public async Task<CheckInOutcome> LayAsync(CardImage image, Task<CardArrival> waiting)
    {
        parts.Table.Present(new VirtualCard(image, site.Time, skimmed));
        return await AnswerAsync(await waiting.WaitAsync(Limit));
    }

    /// <summary>Takes the card away, for as long as it takes to lay down another.</summary>
    public void TakeAway()
    {
        parts.Table.Remove();
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
        for (var batches = 0; batches < MaxBatches && await parts.Uploading.RunAsync(CancellationToken.None) == TimeSpan.Zero; batches++)
        {
            // The next batch goes at once.
        }
    }

    /// <summary>Hears what the collector has to tell of the other doors by now.</summary>
    public Task ListenAsync() => parts.Doors.RunAsync(CancellationToken.None);

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
        await parts.Notes.StopAsync(CancellationToken.None);
        TryWrite(parts.Upload.Outbox.Write);
        TryWrite(parts.Upload.Doors.Write);
        Sign(isLast: true);
    }

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    public T Part<T>()
        where T : notnull => parts.Part<T>();

    private async Task<CheckInOutcome> AnswerAsync(CardArrival arrival)
    {
        var outcome = await AsTimePassesAsync(() => Part<TapAnswering>().AnswerAsync(arrival, CancellationToken.None).AsTask());
        Part<CheckInEvents>().Publish(outcome);
        return outcome;
    }

    // All of a tap runs on this thread: what has not ended waits for the clock.
    private async Task<T> AsTimePassesAsync<T>(Func<Task<T>> run)
    {
        var running = run();
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
