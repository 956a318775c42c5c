using System.Globalization;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>Words the operator's screens in one language.</summary>
internal sealed class OperatorWording(Language language, QuorumTerm quorumTerm)
{
    // Two lines on the screen.
    private const int HashGroup = 32;

    private readonly LocalFormat format = LocalFormat.Of(language);

    /// <returns>The headline, then the lines below it.</returns>
    public IReadOnlyList<string> Of(OperatorFigures figures) =>
    [
        Say(OperatorPhrases.Overview),
        .. figures.Title is { } title ? [title.In(language)] : Array.Empty<string>(),
        .. figures.Presence is { } presence ? LinesOf(presence, new(language, quorumTerm)) : [],
        .. figures.ByDoor.Select(line => CountOf(line, DoorOf(line.Name))),
        .. figures.ByDelegation.Select(line => CountOf(line, DelegationOf(line.Name))),
        .. figures.LastTaps.Select(tap => $"{LocalFormat.Time(tap.At)} · {AnswerOf(tap.Answer)}"),
        CacheOf(figures.Stores),
        JournalOf(figures.Stores),
    ];

    private static string[] LinesOf(Presence presence, ScreenWording wording) =>
        presence.Whereabouts is { } people ? [wording.FiguresOf(presence), wording.WhereaboutsOf(people)] : [wording.FiguresOf(presence)];

    public IReadOnlyList<string> Of(Screen.Readiness sheet) =>
        [HeadlineOf(sheet), .. sheet.Checks.Select(LineOf), Say(OperatorPhrases.CheckedAt, LocalFormat.Time(sheet.At), LocalFormat.Day(sheet.At))];

    public IReadOnlyList<string> Of(Screen.Software software) =>
    [
        Say(OperatorPhrases.Software, software.Version),
        Say(OperatorPhrases.TerminalOf, software.TerminalId),
        .. software.RootHash is { } hash ? [Say(OperatorPhrases.RootHash), .. hash.Chunk(HashGroup).Select(part => new string(part))] : (string[])[Say(OperatorPhrases.NoImage)],
        Say(software.SignedText is null ? OperatorPhrases.SoftwareUnsigned : OperatorPhrases.SoftwareSigned, LocalFormat.Time(software.At), LocalFormat.Day(software.At)),
    ];

    public IReadOnlyList<string> Of(Screen.DeviceCheck test) => [HeadlineOf(test), .. test.Steps.Select(LineOf)];

    public string HeadlineOf(OperatorFigures figures) => figures.Title?.In(language) ?? Say(OperatorPhrases.Overview);

    public string HeadlineOf(Screen.Readiness sheet)
    {
        var (bad, doubtful) = (Count(sheet.Checks, CheckState.Bad), Count(sheet.Checks, CheckState.Doubtful));
        return (bad, doubtful) switch
        {
            (0, 0) => Say(OperatorPhrases.Ready, sheet.TerminalId),
            (0, _) => Say(OperatorPhrases.ReadyWithRemarks, doubtful, sheet.TerminalId),
            _ => Say(OperatorPhrases.NotReady, bad, sheet.TerminalId),
        };
    }

    public string HeadlineOf(Screen.DeviceCheck test)
    {
        var (bad, doubtful) = (Count(test.Steps, CheckState.Bad), Count(test.Steps, CheckState.Doubtful));
        return (Count(test.Steps, CheckState.Running), bad, doubtful) switch
        {
            ( > 0, _, _) => Say(OperatorPhrases.Testing, test.TerminalId),
            (_, 0, 0) => Say(OperatorPhrases.TestPassed, test.TerminalId),
            (_, 0, _) => Say(OperatorPhrases.TestPassedWithRemarks, doubtful, test.TerminalId),
            _ => Say(OperatorPhrases.TestFailed, bad, test.TerminalId),
        };
    }

    /// <summary>What should be seen or heard now; empty while no signal is being tested.</summary>
    public string TriedOf(Screen.DeviceCheck test) =>
        test.Tried is not Mood.Neutral && test.Steps.FirstOrDefault(step => step.State is CheckState.Running) is { } tried ? tried.Detail.In(language) : "";

    public string DoorOf(string door) => door.All(char.IsAsciiDigit) ? Say(OperatorPhrases.NumberedDoor, door) : door;

    public string DelegationOf(string delegation) => delegation.Length == 0 ? Say(OperatorPhrases.NoDelegation) : delegation;

    public string AnswerOf(TapAnswer answer) => Say(answer switch
    {
        TapAnswer.Recorded => OperatorPhrases.TapRecorded,
        TapAnswer.AlreadyIn => OperatorPhrases.TapAlreadyIn,
        TapAnswer.SteppedOut => OperatorPhrases.TapSteppedOut,
        TapAnswer.NotRead => OperatorPhrases.TapNotRead,
        TapAnswer.Undecided => OperatorPhrases.TapUndecided,
        TapAnswer.NotInvited => OperatorPhrases.TapNotInvited,
        TapAnswer.WrongDoor => OperatorPhrases.TapWrongDoor,
        TapAnswer.OtherCard => OperatorPhrases.TapOtherCard,
        TapAnswer.TooEarly => OperatorPhrases.TapTooEarly,
        TapAnswer.TooLate => OperatorPhrases.TapTooLate,
        _ => OperatorPhrases.TapRefused,
    });

    public string StateOf(CheckState state) => Say(state switch
    {
        CheckState.Good => OperatorPhrases.Good,
        CheckState.Doubtful => OperatorPhrases.Doubtful,
        CheckState.Running => OperatorPhrases.Running,
        CheckState.Absent => OperatorPhrases.Absent,
        _ => OperatorPhrases.Bad,
    });

    public string CacheOf(StoreState stores) => stores is { Generation: > 0, DataAge: { } age }
        ? Say(OperatorPhrases.Cache, stores.Generation.ToString(CultureInfo.InvariantCulture), Phrase.Ago(age).In(language))
        : Say(OperatorPhrases.NoCache);

    public string JournalOf(StoreState stores)
    {
        var counted = stores.Unsent is { } unsent ? Say(OperatorPhrases.JournalUnsent, stores.Records, format.Number(unsent)) : Say(OperatorPhrases.Journal, stores.Records);
        return $"{counted}{(stores.IsUnsigned ? Say(OperatorPhrases.Unsigned) : "")}";
    }

    public string CountOf(CountLine line) => line.Convened is { } convened ? $"{format.Number(line.Present)}/{format.Number(convened)}" : format.Number(line.Present);

    public string NumberOf(long count) => format.Number(count);

    public string Say(Phrase phrase, params ReadOnlySpan<string> arguments) => phrase.In(language, arguments);

    private string Say(CountedPhrase phrase, long count, params ReadOnlySpan<string> others) => phrase.In(language, count, others);

    private string CountOf(CountLine line, string name) => line.Convened is { } convened
        ? Say(OperatorPhrases.CountOf, name, format.Number(line.Present), format.Number(convened))
        : Say(OperatorPhrases.Count, name, format.Number(line.Present));

    private string LineOf(CheckLine check) => $"{check.Name.In(language)}: {StateOf(check.State)}. {check.Detail.In(language)}";

    private static int Count(IReadOnlyList<CheckLine> checks, CheckState state) => checks.Count(check => check.State == state);
}
