using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Feedback;

/// <summary>Modes, people and receipts to build screens from: a congress on 22/11/2026, a procedure of three working days, a gate.</summary>
internal static class Stage
{
    public const string Name = "Nguyễn Văn A";
    public const string Title = "Đại hội đại biểu";

    /// <summary>08:05:40 in Vietnam, a Sunday.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 40, TimeSpan.Zero);

    public static readonly AdmissionMode.VerifyOnly Gate = new();

    public static readonly AdmissionMode.ForProcedure Desk = DeskWith(CaseNumber.Parse("HS-2026-0042"), days: 3);

    public static readonly JournalReceipt Receipt = new(new(42), Morning, new byte[32]);

    public static IEnumerable<AdmissionMode> Modes => [Congress(), Desk, new AdmissionMode.AwaitingChoice(), Gate];

    public static AdmissionMode.AtMeeting Congress(bool secret = false, int sessions = 1, MeetingKind kind = MeetingKind.DelegateCongress)
    {
        MeetingSession[] all = [.. Enumerable.Range(1, sessions).Select(number => new MeetingSession($"p{number}", $"Phiên {number}", Morning, Morning, Morning))];
        var quorum = new QuorumRule(2, 3, QuorumRounding.Up, "test", "test");
        return new(new Meeting("dh-2026", Title, kind, new byte[32], all, quorum, secret), all[0]);
    }

    public static AdmissionMode.ForProcedure DeskWith(CaseNumber? number, int? days) => new(
        new Procedure("doi-the", "Đổi thẻ bị hỏng", "Exchange of a damaged card", "xã", days, null, new(2026, 1, 1), null),
        number,
        Purpose.Parse("Đổi thẻ"),
        new byte[32]);

    public static Attendee Delegate(AttendeeClass attendeeClass = AttendeeClass.DelegateElected, bool late = false) => new(
        Name: Name,
        Invitation: new RosterEntry(CardTag.FromBytes(new byte[16]), attendeeClass, "Trưởng đoàn", new("A", "5", "12"), "Đoàn 1", null),
        Late: late);

    public static FeedbackMap Map(bool hideNames = false, string? dutyPhone = null) =>
        new(new FeedbackOptions { TerminalId = "HN-01", HideNames = hideNames, DutyPhone = dutyPhone });

    public static string WordsOf(Screen screen) => string.Join('\n', Enum.GetValues<Language>()
        .Select(language => ScreenWords.Of(screen, language))
        .SelectMany(words => words.Lines.Prepend(words.Headline)));
}
