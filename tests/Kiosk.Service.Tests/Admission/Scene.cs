using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Admission;

/// <summary>A meeting on 22 November 2026 at 08:00 in Vietnam, at door 1, with cards numbered by their first byte. All times are Vietnam time.</summary>
internal static class Scene
{
    public const string Door = "1";

    public static readonly DateTimeOffset Opens = At("07:00:00");
    public static readonly DateTimeOffset Starts = At("08:00:00");
    public static readonly DateTimeOffset Closes = At("09:30:00");
    public static readonly MeetingSession Session = new("p1", "Phiên trù bị", Opens, Starts, Closes);
    public static readonly QuorumRule TwoThirds = new(2, 3, QuorumRounding.Up, "test", "test");

    public static readonly FreshnessPolicy RefuseEverywhere =
        new(UndecidedRule.Refuse, UndecidedRule.Refuse, UndecidedRule.Refuse, TimeSpan.FromDays(7));

    public static readonly FreshnessPolicy FlagEverywhere =
        new(UndecidedRule.RecordAndFlag, UndecidedRule.RecordAndFlag, UndecidedRule.RecordAndFlag, TimeSpan.FromDays(7));

    public static DateTimeOffset At(string time) => At(new DateOnly(2026, 11, 22), time);

    public static DateTimeOffset At(DateOnly date, string time) =>
        new(date, TimeOnly.ParseExact(time, ["HH:mm:ss", "HH:mm:ss.fffffff"]), TimeSpan.FromHours(7));

    public static ClockReading Clock(DateTimeOffset instant, ClockFault fault = ClockFault.None) => new(instant, ClockTrust.Rtc, fault);

    public static VerifiedCard Card(byte number = 1) => new(Uuid(number), new byte[] { 0x30, number });

    public static CardTag Tag(byte number = 1) => CardTag.Of(Uuid(number));

    public static Verdict Trusted(byte number = 1) =>
        new Verdict.Trusted(Card(number), Assurance.CardAuthenticationKey, new RevocationStatus.Good(Opens));

    public static Meeting Meeting(MeetingKind kind = MeetingKind.MemberCongress, string id = "dh-2026", byte key = 0x11) =>
        new(id, "Đại hội", kind, Enumerable.Repeat(key, 32).ToArray(), [Session], TwoThirds);

    public static AdmissionMode.AtMeeting AtMeeting(MeetingKind kind = MeetingKind.MemberCongress) => new(Meeting(kind), Session);

    public static Member Member(params MembershipPeriod[] periods) => new("Nguyễn Thị Mẫu", "00000001", "Chi bộ 1", periods);

    public static Member Member(MemberStatus status) => Member(Period(status));

    public static MembershipPeriod Period(MemberStatus status, string from = "2010-02-03", string? to = null) =>
        new(status, Day(from), to is null ? null : Day(to), Decision: null);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public static RosterEntry Line(
        byte number = 1, AttendeeClass attendeeClass = AttendeeClass.Member, string? door = null, string? delegation = null, byte? replaces = null) =>
        new(Tag(number), attendeeClass, Role: null, Seat: null, delegation, door, replaces is { } absent ? Tag(absent) : null);

    public static Dossier Invited(MemberStatus status = MemberStatus.Official, AttendeeClass attendeeClass = AttendeeClass.Member) =>
        new(Member(status), Line(attendeeClass: attendeeClass), Earlier: null);

    public static AdmissionPolicy Policy(bool attended = true, DoorDirection direction = DoorDirection.In) => new(Door, attended, AdmissionRules.Default, direction);

    /// <summary>Trusted card 1 at a congress of members.</summary>
    public static AdmissionDecision AtTheDoor(Dossier dossier, DateTimeOffset instant, MeetingKind kind = MeetingKind.MemberCongress) =>
        Policy().Decide(AtMeeting(kind), Trusted(), dossier, Clock(instant), RefuseEverywhere);

    /// <summary>The code of the refusal, or <see cref="ReasonCode.Admitted"/>.</summary>
    public static ReasonCode CodeOf(AdmissionDecision decision) => decision switch
    {
        AdmissionDecision.Admit => ReasonCode.Admitted,
        AdmissionDecision.AlreadyCheckedIn => ReasonCode.AdmissionAlreadyIn,
        AdmissionDecision.OpenMenu => ReasonCode.AdmissionOperator,
        AdmissionDecision.LookAtRecord look => look.IsAsked ? ReasonCode.AdmissionRecordShown : ReasonCode.AdmissionRecordAsked,
        AdmissionDecision.AwaitNewCard => ReasonCode.AdmissionOldCard,
        AdmissionDecision.TurnDesk turn => turn.IsOpen ? ReasonCode.AdmissionDeskOpened : ReasonCode.AdmissionDeskClosed,
        AdmissionDecision.Leave => ReasonCode.AdmissionLeft,
        AdmissionDecision.Deny deny => deny.Code,
        AdmissionDecision.TryAgain again => again.Code,
        _ => ReasonCode.None,
    };

    private static byte[] Uuid(byte number) => [number, .. new byte[15]];
}
