using Kiosk.Words;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health;

/// <summary>What a terminal tries out of itself, in order. Nothing is recorded: a journal holds no made-up tap.</summary>
internal sealed class SelfTestSteps(Terminal terminal, TerminalHealth health, KioskOptions options, OutputFaults faults)
{
    private static readonly Phrase AMoment = new("Xin chờ trong giây lát.", "One moment, please.");

    /// <summary>A new list for one run.</summary>
    public IReadOnlyList<SelfTestStep> Create()
    {
        var signals = new SignalWords(options, terminal.Time);
        return
        [
            new(TerminalChecks.Name(ReasonCode.CardReaderFault), AMoment, () => Checks().Reader()),
            new(TerminalChecks.Name(ReasonCode.TerminalCache), AMoment, () => Checks().CardData()),
            new(TerminalChecks.Name(ReasonCode.TerminalJournal), AMoment, TryJournal),
            new(SelfTestPhrases.Disk, AMoment, TryDisk),
            new(TerminalChecks.Name(ReasonCode.ClockUntrusted), AMoment, () => Checks().Clock()),
            new(SelfTestPhrases.Display, AMoment, TryDisplay),
            Signal(SelfTestPhrases.WelcomeSignal, Mood.Welcome, signals),
            Signal(SelfTestPhrases.AttentionSignal, Mood.Attention, signals),
            Signal(SelfTestPhrases.RefusalSignal, Mood.Stop, signals),
        ];
    }

    private TerminalChecks Checks() => new(health.Read());

    private CheckLine TryJournal()
    {
        var folders = new KioskFolders(options.DataFolder);
        try
        {
            var journal = JournalVerifier.Verify(folders.Journal);
            if (terminal.Journal.IsFailed || !journal.IsWhole)
            {
                return TerminalChecks.LineOf(new Obstacle(ReasonCode.TerminalJournal, ""));
            }

            var trial = Path.Combine(folders.Data, "self-test");
            new DurableFiles().Replace(trial, "self-test"u8);
            File.Delete(trial);
            return new(TerminalChecks.Name(ReasonCode.TerminalJournal), CheckState.Good, SelfTestPhrases.JournalWhole(journal.Frames));
        }
        catch (Exception exception) when (exception is JournalException or IOException or UnauthorizedAccessException)
        {
            return TerminalChecks.LineOf(new Obstacle(ReasonCode.TerminalJournal, exception.Message));
        }
    }

    private CheckLine TryDisk()
    {
        var free = DiskSpace.FreeAt(options.DataFolder);
        return new(SelfTestPhrases.Disk, free >= DiskSpace.Least ? CheckState.Good : CheckState.Bad, SelfTestPhrases.DiskSpace(free, DiskSpace.Least));
    }

    private CheckLine TryDisplay() => options.Display.Kind switch
    {
        "none" => new(SelfTestPhrases.Display, CheckState.Absent, SelfTestPhrases.NoDisplay),
        _ when faults.Has(Output.Display) => new(SelfTestPhrases.Display, CheckState.Bad, SelfTestPhrases.DisplayFails),
        _ => new(SelfTestPhrases.Display, CheckState.Good, SelfTestPhrases.DisplayShows),
    };

    private SelfTestStep Signal(Phrase name, Mood mood, SignalWords words)
    {
        var expected = words.Of(Signals.Of(mood));
        return new(name, expected, () => (faults.Has(Output.Lamp), faults.Has(Output.Buzzer)) switch
        {
            (true, _) => new(name, CheckState.Bad, SelfTestPhrases.LampFails),
            (_, true) => new(name, CheckState.Bad, SelfTestPhrases.BuzzerFails),
            _ => new CheckLine(name, words.HasAny ? CheckState.Good : CheckState.Absent, expected),
        }, mood);
    }
}
