using System.Threading.Channels;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Trials.World;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Judging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.SelfTest.World;

/// <summary>The check-in loop with everything below it, as the service runs it, on a reader and in a folder of its own. All that it logs is kept.</summary>
internal sealed class TrialTerminal : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Beyond every deadline: what has no answer by then gets none, and the trial ends with its timeout.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider time;
    private readonly ITrialReader table;
    private readonly ServiceProvider parts;
    private readonly KioskCache cache;
    private readonly CheckInJournal journal;
    private readonly KioskMetrics metrics;
    private readonly CapturedLog log = new();
    private readonly TerminalHealth health;
    private readonly CheckInLoop loop;
    private readonly SkimmedAnswers skimmed = new();
    private readonly Channel<CheckInOutcome> outcomes = Channel.CreateUnbounded<CheckInOutcome>();

    private TrialTerminal(TrialSetting setting, VerifyEvidence verify, MakeTrialReader makeReader, string folder, KioskCache cache, ManualTimeProvider time)
    {
        this.time = time;
        table = makeReader(time);
        var options = setting.OptionsIn(folder);
        this.cache = cache;
        journal = CheckInJournal.Open(Path.Combine(folder, "journal"), options.TerminalId, new DurableFiles());
        parts = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(table.Reader)
            .AddSingleton(setting.CreateChallenges())
            .AddSingleton(verify)
            .AddSingleton(new SyncState())
            .AddSingleton(new ScreenPresenter(time, FeedbackMap.ForIdle(new AdmissionMode.VerifyOnly(), presence: null, TrialPki.Now, offline: false)))
            .AddCheckIn(options, cache, journal, new ClockMonitor(time, setting.Clock, TrialPki.Begin))
            .AddHealth()
            .AddSingleton<CheckInLoop>()
            .BuildServiceProvider();
        metrics = parts.GetRequiredService<KioskMetrics>();
        parts.GetRequiredService<CheckInEvents>().Answered += outcome => outcomes.Writer.TryWrite(outcome);
        health = parts.GetRequiredService<TerminalHealth>();
        loop = parts.GetRequiredService<CheckInLoop>();
    }

    public TimeSpan WireTime => table.WireTime;

    public IEnumerable<JournalEntry> Journal => journal.Read();

    /// <summary>How many the attendance book of the meeting holds; null where there is no meeting, or nothing can be looked up.</summary>
    public int? Present => Status.Presence?.Present;

    public string MetricsText => metrics.ToText(health.Read());

    /// <summary>What <c>kiosk status --json</c> prints.</summary>
    public string StatusText => JsonText.Of(Status, StatusJson.Default.StatusReport);

    private StatusReport Status => parts.GetRequiredService<TerminalStatus>().Of(health.Read());

    /// <param name="folder">For the journal; kept from an earlier terminal, it is the same terminal started again.</param>
    public static async Task<TrialTerminal> StartAsync(
        TrialSetting setting, VerifyEvidence verify, MakeTrialReader makeReader, string folder, string cacheFolder, ManualTimeProvider time, CancellationToken cancellationToken)
    {
        var opened = new KioskCache(new CacheStore(cacheFolder, new DurableFiles()), time);
        var terminal = new TrialTerminal(setting, verify, makeReader, folder, opened, time);
        await terminal.loop.StartAsync(cancellationToken);
        return terminal;
    }

    public string TakeLog() => log.Take();

    /// <summary>Lays a card down, waits for the answer and takes the card away, long enough for the next to count.</summary>
    public async Task<CheckInOutcome> TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken)
    {
        table.Present(new VirtualCard(image, time, skimmed, signature));
        var outcome = await outcomes.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Timeout, TimeProvider.System, cancellationToken);
        await table.RemoveAsync(cancellationToken);
        return outcome;
    }

    /// <summary>The same, while the clock goes on for five seconds at the most.</summary>
    public async Task<CheckInOutcome> TapAsTimePassesAsync(CardImage image, CancellationToken cancellationToken)
    {
        var answered = TapAsync(image, signature: null, cancellationToken);
        for (var waited = TimeSpan.Zero; !answered.IsCompleted && waited < MaxWait; waited += Step)
        {
            await Task.WhenAny(answered, Task.Delay(table.Pace, TimeProvider.System, cancellationToken));
            time.Advance(Step);
        }

        return await answered;
    }

    public async ValueTask DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        await parts.DisposeAsync();
        await table.DisposeAsync();
        journal.Dispose();
        cache.Dispose();
    }
}
