using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Row 35: a door without staff, its rule in the feed, with a contact, a relay and a switch in the case.</summary>
internal static class PointCases
{
    private const string HeldOpen = "alarm.held-open", ForcedOpen = "alarm.forced-open", Ended = "alarm.ended", Acknowledged = "alarm.acknowledged", Tampered = "alarm.tampered";

    private static readonly PassRule Listed = new(Listed: true);
    private static readonly PassRule OfTheUnit = new(Units: ["Chi bộ 1"]);
    private static readonly PassbackRule OnceAnHour = new(PassbackAnswer.Refuse, TimeSpan.FromHours(1));
    private static readonly TimeOnly Now = TimeOnly.FromDateTime(TrialPki.Now.ToOffset(VietnamTime.Offset).DateTime);
    private static readonly DateOnly Today = VietnamTime.DateOf(TrialPki.Now);

    public static IEnumerable<HostileCase> All =>
    [
        Case("a card on the list", [Listed], [Admit], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        Case("a card that is not on the list", [Listed], [Reject(ReasonCode.AdmissionNotAllowedHere)], (trial, stop) => trial.TapAsync(trial.Pki.OtherMember.Image(), stop)),
        Case("a card whose last day on the list is over", [Listed], [Reject(ReasonCode.AdmissionNotAllowedHere)], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop), line => line with { To = Today.AddDays(-1) }),
        Case("a card of another unit", [new(Units: ["Chi bộ 9"])], [Reject(ReasonCode.AdmissionNotAllowedHere)], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        Case("outside the hours", [OfTheUnit with { Hours = [new(Now.AddHours(1), Now.AddHours(2))] }], [Reject(ReasonCode.AdmissionNotAtThisHour)], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        Case("on another day of the week", [OfTheUnit with { Hours = [new(Now, Now.AddHours(1), [Today.AddDays(1).DayOfWeek])] }], [Reject(ReasonCode.AdmissionNotAtThisHour)], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        Case("a duty that the member does not have", [new(Duties: [Duty.Operator])], [Reject(ReasonCode.AdmissionNotAllowedHere)], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        Case("a suspended member on the list", [Listed], [Reject(ReasonCode.AdmissionSuspended)], (trial, stop) =>
        {
            TrialSource.Put(trial.Feed, trial.Pki.Member, TrialSource.MemberOf(trial.Pki.Member) with { Periods = [new(MemberStatus.Official, new(2010, 5, 19), null, null), new(MemberStatus.Suspended, Today.AddDays(-10), null, "1")] });
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        Case("a revoked card on the list", [Listed], [Reject(ReasonCode.RevocationRevoked)], (trial, stop) =>
        {
            trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 2, trial.Pki.Member));
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        Case("without a rule for this door", [], [Reject(ReasonCode.AdmissionNoRule)], (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        Case("a rule that is withdrawn counts for the next tap", [Listed], [Admit, ListTaken, Reject(ReasonCode.AdmissionNotAllowedHere)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            trial.Feed.PutPoint(PointOf([new(Units: ["Chi bộ 9"])], null));
            await trial.PublishAsync(stop);
            trial.Time.Advance(TimeSpan.FromMinutes(1));
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        Case("coming in twice", [OfTheUnit], [Admit, Reject(ReasonCode.AdmissionPassback), Admit, Admit], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            trial.Time.Advance(TimeSpan.FromMinutes(1));
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
            trial.Time.Advance(TimeSpan.FromHours(1));
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }, passback: OnceAnHour),
        Case("coming in twice, with a restart between", [OfTheUnit], [Admit, Reject(ReasonCode.AdmissionPassback)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.RestartAsync();
            trial.Time.Advance(TimeSpan.FromMinutes(1));
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }, passback: OnceAnHour),
        Case("a genuine invitation", [Listed], [Reject(ReasonCode.InvitationUnattended)], async (trial, stop) =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var meeting = TrialSource.Meeting with { InvitationKeys = [key.ExportSubjectPublicKeyInfo()] };
            trial.Feed.PutMeeting(meeting);
            await trial.ScanAsync(new MeetingInvitation(TrialSource.TagOf(trial.Pki.Member), new("7", 1), null, TrialPki.Now.AddHours(4)).SignedFor(meeting, key), stop);
        }),
        Case("the door is held open", [OfTheUnit], [Admit], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.TurnDoorAsync(isOpen: true, stop);
            trial.Time.Advance(TimeSpan.FromSeconds(29));
            trial.ExpectAlarms();
            trial.Time.Advance(TimeSpan.FromSeconds(2));
            trial.ExpectAlarms(HeldOpen);
            await trial.TurnDoorAsync(isOpen: false, stop);
            trial.ExpectAlarms(HeldOpen, Ended);
        }),
        Case("the door is forced, and a card that may pass does not end the alarm", [OfTheUnit], [Admit], async (trial, stop) =>
        {
            await trial.TurnDoorAsync(isOpen: true, stop);
            trial.ExpectAlarms(ForcedOpen);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            trial.ExpectAlarms(ForcedOpen);
        }),
        Case("the door is forced after somebody was refused", [Listed], [Reject(ReasonCode.AdmissionNotAllowedHere)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
            await trial.TurnDoorAsync(isOpen: true, stop);
            trial.ExpectAlarms(ForcedOpen);
        }),
        Case("an operator's revoked card does not end the alarm, a good one does", [OfTheUnit], [Reject(ReasonCode.RevocationRevoked), new(AnswerKind.Acknowledged, ReasonCode.AdmissionAcknowledged)], async (trial, stop) =>
        {
            foreach (var card in (IssuedCard[])[trial.Pki.Member, trial.Pki.OtherMember])
            {
                TrialSource.Put(trial.Feed, card, TrialSource.MemberOf(card) with { Duties = [Duty.Operator] });
            }

            trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 2, trial.Pki.Member));
            await trial.TurnDoorAsync(isOpen: true, stop);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            trial.ExpectAlarms(ForcedOpen);
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
            trial.ExpectAlarms(ForcedOpen, Acknowledged, Ended);
        }),
        Case("the case is opened: the keys are locked", [OfTheUnit], [Admit, OutOfService(ReasonCode.TerminalLocked), OutOfService(ReasonCode.TerminalLocked)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.OpenCaseAsync(stop);
            trial.ExpectAlarms(Tampered);
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
    ];

    /// <param name="rules">None for a feed without a rule for the door.</param>
    /// <param name="change">Of the line of the list, which has the first member's card.</param>
    private static HostileCase Case(
        string name, PassRule[] rules, Answer[] expected, Func<Trial, CancellationToken, Task> play, Func<PassLine, PassLine>? change = null, PassbackRule? passback = null) => new(35, name, expected, (trial, stop) =>
    {
        trial.Setting = new() { IsAttended = false, Mode = TrialMode.Point };
        if (rules.Length > 0)
        {
            var line = new PassLine(TrialSource.TagOf(trial.Pki.Member));
            trial.Feed.PutPoint(PointOf(rules, passback), change is null ? line : change(line));
        }

        return play(trial, stop);
    });

    private static Point PointOf(PassRule[] rules, PassbackRule? passback) => new("kho", "Kho lưu trữ", rules, Terminals: [TrialPki.TerminalId], Passback: passback);
}
