using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// Admission at a point without staff. Checks in this order and answers with the first refusal:
/// <list type="number">
/// <item>an operator's card, where an alarm or somebody who was refused waits for one;</item>
/// <item>going out, which is never refused to a genuine card: nobody is kept inside;</item>
/// <item>membership, today; somebody without a record here needs a line on the point's list;</item>
/// <item>the point's rules: somebody whom none of them means stays out;</item>
/// <item>their hours;</item>
/// <item>where the rule asks for it, that the person is not inside already.</item>
/// </list>
/// Where the feed has no rule for the point nobody passes, unless the settings say that any genuine card may.
/// </summary>
/// <param name="direction">Which way people pass this door.</param>
internal sealed class PointAdmission(AdmissionRules rules, DoorDirection direction)
{
    /// <param name="flag">Why a clerk should check the entry, or <see cref="ReasonCode.None"/>.</param>
    /// <exception cref="ArgumentException">The point's key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode.VerifyOnly mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
        var today = VietnamCalendar.DateOf(instant);
        Standing? standing = dossier.Member is { } member ? rules.Standing.AtDoor(member, today) : null;
        if (flag is ReasonCode.None && standing is Standing.Full && dossier.IsOperatorAwaited && (dossier.Member!.Has(Duty.Operator) || dossier.Member.Has(Duty.Supervisor)))
        {
            return new AdmissionDecision.Acknowledge(CardTag.Of(card.Uuid.Span));
        }

        if (mode is { OpensDoor: true, Point: null, AdmitsAnyCard: false })
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionNoRule);
        }

        if (mode.Point is { } place && (direction is DoorDirection.Out || (direction is DoorDirection.Both && IsInside(place.Passback, dossier, instant))))
        {
            return new AdmissionDecision.Leave(AttendeeOf(place, card));
        }

        if ((mode.OpensDoor || mode.Point is not null) && standing is Standing.Barred or Standing.NotAMember)
        {
            return new AdmissionDecision.Deny(standing is Standing.Barred ? ReasonCode.AdmissionSuspended : ReasonCode.AdmissionNotAMember);
        }

        // A genuine card without a record may belong to a guest from another province.
        return mode.Point is { } point ? Decide(point, card, dossier, instant, today, flag) : new AdmissionDecision.Admit(new Attendee(), flag);
    }

    private AdmissionDecision Decide(Point point, VerifiedCard card, Dossier dossier, DateTimeOffset instant, DateOnly today, ReasonCode flag)
    {
        var isListed = dossier.Pass?.Covers(today) is true;
        var meant = point.Admits.Where(rule => rule.Means(dossier.Member, isListed)).ToList();
        if (meant.Count == 0 || !meant.Exists(rule => rule.Covers(instant.ToOffset(VietnamTime.Offset).DateTime)))
        {
            return new AdmissionDecision.Deny(meant.Count == 0 ? ReasonCode.AdmissionNotAllowedHere : ReasonCode.AdmissionNotAtThisHour);
        }

        var isSecond = direction is DoorDirection.In && IsInside(point.Passback, dossier, instant);
        return isSecond && point.Passback is { Second: not PassbackAnswer.Record }
            ? new AdmissionDecision.Deny(ReasonCode.AdmissionPassback)
            : new AdmissionDecision.Admit(AttendeeOf(point, card), isSecond && flag is ReasonCode.None ? ReasonCode.AdmissionPassback : flag);
    }

    // Of another terminal whose clock is ahead, an entry may lie in the future.
    private static bool IsInside(PassbackRule? passback, Dossier dossier, DateTimeOffset instant) => passback is not null && dossier.Entered is { } entry && instant - entry.At < passback.ForgivenAfter;

    // Nothing about the person is kept, but for who is inside where a rule asks for it.
    private static Attendee AttendeeOf(Point point, VerifiedCard card) => point.Passback is null ? new() : new(Pseudonym.ForPoint(point, CardTag.Of(card.Uuid.Span)).ToArray());
}
