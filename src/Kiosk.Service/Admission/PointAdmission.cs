using Kiosk.Feed.Records;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// Admission at a point without staff. Checks in this order and answers with the first refusal:
/// <list type="number">
/// <item>membership, today; somebody without a record here needs a line on the point's list;</item>
/// <item>the point's rules: somebody whom none of them means stays out;</item>
/// <item>their hours.</item>
/// </list>
/// Where the feed has no rule for the point nobody passes, unless the settings say that any genuine card may.
/// </summary>
internal sealed class PointAdmission(AdmissionRules rules)
{
    /// <param name="flag">Why a clerk should check the entry, or <see cref="ReasonCode.None"/>.</param>
    public AdmissionDecision Decide(AdmissionMode.VerifyOnly mode, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
        if (mode is { OpensDoor: true, Point: null, AdmitsAnyCard: false })
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionNoRule);
        }

        var today = VietnamCalendar.DateOf(instant);
        if (dossier.Member is { } member && (mode.OpensDoor || mode.Point is not null) && rules.Standing.AtDoor(member, today) is not (Standing.Full or Standing.AttendsOnly) and var standing)
        {
            return new AdmissionDecision.Deny(standing is Standing.Barred ? ReasonCode.AdmissionSuspended : ReasonCode.AdmissionNotAMember);
        }

        if (mode.Point is not { } point)
        {
            // A genuine card without a record may belong to a guest from another province.
            return new AdmissionDecision.Admit(new Attendee(), flag);
        }

        var isListed = dossier.Pass?.Covers(today) is true;
        var meant = point.Admits.Where(rule => rule.Means(dossier.Member, isListed)).ToList();
        return meant.Count == 0 ? new AdmissionDecision.Deny(ReasonCode.AdmissionNotAllowedHere)
            : meant.Exists(rule => rule.Covers(instant.ToOffset(VietnamTime.Offset).DateTime)) ? new AdmissionDecision.Admit(new Attendee(), flag)
            : new AdmissionDecision.Deny(ReasonCode.AdmissionNotAtThisHour);
    }
}
