using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>The steps of the device check, in order. Nothing is journaled: the journal holds no made-up taps.</summary>
internal sealed class DeviceCheckSteps(TerminalHealth health, KioskOptions options, OutputFaults faults, TimeProvider time)
{
    private static readonly Phrase AMoment = new("Xin chờ trong giây lát.", "One moment, please.");

    /// <summary>As printed on the terminal.</summary>
    public string TerminalId => options.TerminalId;

    /// <summary>Creates the steps for one run.</summary>
    public IReadOnlyList<DeviceCheckStep> Create()
    {
        var signals = new SignalWords(options, time);
        return
        [
            new(TerminalChecks.Name(ReasonCode.CardReaderFault), AMoment, () => Checks().Reader()),
            new(TerminalChecks.Name(ReasonCode.TerminalCache), AMoment, () => Checks().CardData()),
            new(TerminalChecks.Name(ReasonCode.TerminalJournal), AMoment, TryJournal),
            new(DeviceCheckPhrases.Disk, AMoment, TryDisk),
            new(TerminalChecks.Name(ReasonCode.ClockUntrusted), AMoment, () => Checks().Clock()),
            new(DeviceCheckPhrases.Display, AMoment, TryDisplay),
            Signal(DeviceCheckPhrases.WelcomeSignal, Mood.Welcome, signals),
            Signal(DeviceCheckPhrases.AttentionSignal, Mood.Attention, signals),
            Signal(DeviceCheckPhrases.RefusalSignal, Mood.Stop, signals),
        ];
    }

    private TerminalChecks Checks() => new(health.Read());

    private CheckLine TryJournal()
    {
        var folders = new KioskFolders(options.DataFolder);
        try
        {
            var journal = JournalVerifier.Verify(folders.Journal);
            if (health.Read().IsJournalFailed || !journal.IsWhole)
            {
                return TerminalChecks.LineOf(new OutOfService(ReasonCode.TerminalJournal, Phrase.Untranslated("")));
            }

            var trial = Path.Combine(folders.Data, "device-check");
            new DurableFiles().Replace(trial, "device-check"u8);
            File.Delete(trial);
            return new(TerminalChecks.Name(ReasonCode.TerminalJournal), CheckState.Good, DeviceCheckPhrases.JournalWhole(journal.Frames));
        }
        catch (Exception exception) when (exception is JournalException or IOException or UnauthorizedAccessException)
        {
            return TerminalChecks.LineOf(new OutOfService(ReasonCode.TerminalJournal, SystemRefusal.SentenceOf(exception)));
        }
    }

    private CheckLine TryDisk()
    {
        var free = DiskSpace.FreeAt(options.DataFolder);
        return new(DeviceCheckPhrases.Disk, free >= DiskSpace.MinFree ? CheckState.Good : CheckState.Bad, DeviceCheckPhrases.DiskSpace(free, DiskSpace.MinFree));
    }

    private CheckLine TryDisplay() => options.Display.Kind switch
    {
        "none" => new(DeviceCheckPhrases.Display, CheckState.Absent, DeviceCheckPhrases.NoDisplay),
        _ when faults.Has(Output.Display) => new(DeviceCheckPhrases.Display, CheckState.Bad, DeviceCheckPhrases.DisplayFails),
        _ => new(DeviceCheckPhrases.Display, CheckState.Good, DeviceCheckPhrases.DisplayShows),
    };

    private DeviceCheckStep Signal(Phrase name, Mood mood, SignalWords words)
    {
        var expected = words.Of(Signals.Of(mood));
        return new(name, expected, () => (faults.Has(Output.Lamp), faults.Has(Output.Buzzer)) switch
        {
            (true, _) => new(name, CheckState.Bad, DeviceCheckPhrases.LampFails),
            (_, true) => new(name, CheckState.Bad, DeviceCheckPhrases.BuzzerFails),
            _ => new CheckLine(name, words.HasAny ? CheckState.Good : CheckState.Absent, expected),
        }, mood);
    }
}
