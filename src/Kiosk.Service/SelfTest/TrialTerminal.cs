using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Scanners;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.World;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.SelfTest;

/// <summary>The service's check-in loop with everything below it, on its own reader and folder. Captures the log.</summary>
internal sealed class TrialTerminal : ITrialTerminal
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than every deadline: a tap without an answer by then ends in the trial's timeout.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider time;
    private readonly ITrialReader table;
    private readonly ServiceProvider parts;
    private readonly KioskCache cache;
    private readonly IKeyStore keys;
    private readonly CheckInJournal journal;
    private readonly KioskMetrics metrics;
    private readonly CapturedLog log = new();
    private readonly TerminalHealth health;
    private readonly CheckInLoop loop;
    private readonly ScannerLoop scans;
    private readonly AlarmNotes alarms;
    private readonly VirtualScanner scanner = new();
    private readonly SkimmedAnswers skimmed = new();
    private readonly Aftermath aftermath;
    private readonly Channel<CheckInOutcome> outcomes = Channel.CreateUnbounded<CheckInOutcome>();

    private TrialTerminal(TrialSetting setting, VerifyEvidence verify, MakeTrialReader makeReader, string folder, KioskCache cache, Aftermath aftermath, ManualTimeProvider time)
    {
        (this.time, this.cache, this.aftermath) = (time, cache, aftermath);
        table = makeReader(time);
        var options = OptionsOf(setting, folder);
        var (folders, files) = (new KioskFolders(folder), new DurableFiles());
        keys = TerminalKeys.Open(folders, options.TerminalId, KeyStoreSettings.InFile, files);
        journal = TerminalJournal.Open(folders, options.TerminalId, keys, files);
        parts = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(table.Reader)
            .AddSingleton(keys)
            .AddSingleton(ChallengesOf(setting))
            .AddSingleton(verify)
            .AddSingleton(new SyncState())
            .AddSingleton(new ScreenPresenter(time, FeedbackMap.ForIdle(new AdmissionMode.VerifyOnly(), presence: null, TrialPki.Now, offline: false)))
            .AddCheckIn(options, cache, journal, new ClockMonitor(time, new ClockSource(() => setting.Clock is ClockTrust.Attested, setting.Clock is ClockTrust.Rtc), TrialPki.Begin), () => TerminalJournal.OpenSecret(folders, options.TerminalId, keys, files), files)
            .AddHealth()
            .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
            .AddSingleton<AlarmNotes>()
            .AddSingleton<CheckInLoop>()
            .AddSingleton<ICodeScanner>(scanner)
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<ScannerLoop>(provider, (Predicate<string>)(_ => false)))
            .BuildServiceProvider();
        metrics = parts.GetRequiredService<KioskMetrics>();
        parts.GetRequiredService<CheckInEvents>().Answered += outcome =>
        {
            // As with a relay on the line: no line of this machine is touched.
            if (DoorLoop.Opens(outcome, options.Relay.OpensInVerifyMode))
            {
                parts.GetRequiredService<DoorAlarm>().Release(TimeSpan.FromMilliseconds(options.Relay.PulseMilliseconds));
            }

            outcomes.Writer.TryWrite(outcome);
        };
        health = parts.GetRequiredService<TerminalHealth>();
        loop = parts.GetRequiredService<CheckInLoop>();
        scans = parts.GetRequiredService<ScannerLoop>();
        alarms = parts.GetRequiredService<AlarmNotes>();
    }

    public TimeSpan WireTime => table.WireTime;

    public ReadOnlyMemory<byte> SigningKey => keys.SigningKey.ExportSubjectPublicKeyInfo();

    public IEnumerable<JournalEntry> Journal => journal.Read();

    /// <summary>Number of attendees in the meeting's attendance book; null if there is no meeting or it cannot be read.</summary>
    public int? Present => Status.Presence?.Present;

    public IEnumerable<string> Alarms => Journal.Select(entry => TerminalNote.Parse(entry.Record.Context).Event).Where(name => name.StartsWith(TerminalNote.AlarmPrefix, StringComparison.Ordinal));

    /// <summary>How many arrivals it heard of from another terminal.</summary>
    public int Heard { get; private set; }

    public string MetricsText => metrics.ToText(health.Read());

    /// <summary>The output of <c>kiosk status --json</c>.</summary>
    public string StatusText => JsonText.Of(Status, StatusJson.Default.StatusReport);

    private StatusReport Status => parts.GetRequiredService<TerminalStatus>().Of(health.Read());

    /// <param name="folder">Folder for the journal; reusing one restarts the same terminal.</param>
    public static async Task<TrialTerminal> StartAsync(
        TrialSetting setting, VerifyEvidence verify, MakeTrialReader makeReader, string folder, KioskCache cache, Aftermath aftermath, ManualTimeProvider time, CancellationToken cancellationToken)
    {
        var terminal = new TrialTerminal(setting, verify, makeReader, folder, cache, aftermath, time);
        await terminal.alarms.StartAsync(cancellationToken);
        await terminal.loop.StartAsync(cancellationToken);
        await terminal.scans.StartAsync(cancellationToken);
        aftermath.Begin(terminal);
        return terminal;
    }

    public string TakeLog() => log.Take();

    public async Task<TrialTap> TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken) => Hear(Traces.Of(image), await LayAsync(image, signature, cancellationToken));

    public async Task<TrialTap> TapAsTimePassesAsync(CardImage image, CancellationToken cancellationToken)
    {
        var answered = LayAsync(image, signature: null, cancellationToken);
        for (var waited = TimeSpan.Zero; !answered.IsCompleted && waited < MaxWait; waited += Step)
        {
            await Task.WhenAny(answered, Task.Delay(table.Pace, TimeProvider.System, cancellationToken));
            time.Advance(Step);
        }

        return Hear(Traces.Of(image), await answered);
    }

    public async Task<TrialTap> ScanAsync(string code, CancellationToken cancellationToken)
    {
        scanner.Present(code);
        return Hear(Traces.Of(code), await outcomes.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Timeout, TimeProvider.System, cancellationToken));
    }

    public void TurnDoor(bool isOpen) => parts.GetRequiredService<DoorAlarm>().Report(isOpen);

    public void OpenCase() => parts.GetRequiredService<KeyLock>().Engage();

    public void HearOf(ITrialTerminal other)
    {
        var register = parts.GetRequiredService<AttendanceRegister>();
        register.Others.Follow(TrialSource.Meeting.Id);
        foreach (var arrival in ((TrialTerminal)other).Journal.Select(entry => ArrivalOfOtherDoor.Of(entry.Sequence.Value, "SELF-TEST-2", entry)).OfType<ArrivalOfOtherDoor>())
        {
            Heard += register.Learn(arrival) ? 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        await scans.StopAsync(CancellationToken.None);
        await alarms.StopAsync(CancellationToken.None);
        await parts.DisposeAsync();
        await table.DisposeAsync();
        journal.Dispose();
        keys.Dispose();
        cache.Dispose();
    }

    private static KioskOptions OptionsOf(TrialSetting setting, string folder) => new()
    {
        TerminalId = TrialPki.TerminalId,
        Door = "2",
        Attended = setting.IsAttended,
        DataFolder = folder,
        Relay = setting.Mode is TrialMode.Point ? new RelayOptions { Line = "GPIO6", OpensInVerifyMode = true } : new RelayOptions(),
        Mode = setting.Mode switch
        {
            TrialMode.Meeting => new ModeOptions { Kind = ModeSelection.AtMeeting, Meeting = TrialSource.Meeting.Id },
            TrialMode.Procedure => new ModeOptions { Kind = ModeSelection.ForProcedure, Procedure = TrialSource.Procedure.Code },
            _ => new ModeOptions { Kind = ModeSelection.Verify },
        },
    };

    private static ChallengeSource ChallengesOf(TrialSetting setting) =>
        setting.Random is { } random ? new ChallengeSource(TrialPki.TerminalId, bytes => random(bytes)) : new ChallengeSource(TrialPki.TerminalId);

    private async Task<CheckInOutcome> LayAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken)
    {
        table.Present(new VirtualCard(image, time, skimmed, signature));
        var outcome = await outcomes.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Timeout, TimeProvider.System, cancellationToken);
        await table.RemoveAsync(cancellationToken);
        return outcome;
    }

    private TrialTap Hear(IEnumerable<string> shown, CheckInOutcome outcome)
    {
        var answer = AnswerTo(outcome);
        return new TrialTap(answer, Traces.WordsOf(outcome), aftermath.Examine(this, shown, answer.Kind, outcome), (outcome.Screen as Screen.ProcedureReceipt)?.SignedText);
    }

    private static Answer AnswerTo(CheckInOutcome outcome) => new(
        outcome.Screen switch
        {
            Screen.Admitted or Screen.Verified or Screen.ProcedureReceipt => AnswerKind.Admitted,
            Screen.AlreadyIn => AnswerKind.AlreadyIn,
            Screen.Acknowledged => AnswerKind.Acknowledged,
            Screen.TryAgain { Advice: ReadingAdvice.AwaitsClock } => AnswerKind.Undecidable,
            Screen.Refused or Screen.TryAgain => AnswerKind.Rejected,
            Screen.Undecidable => AnswerKind.Undecidable,
            Screen.OutOfService => AnswerKind.OutOfService,
            _ => AnswerKind.None,
        },
        outcome.Code);
}
