using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// Admission to one session of a meeting. Checks in this order and answers with the first refusal:
/// <list type="number">
/// <item>membership, on the day the session starts, whatever the roster says;</item>
/// <item>the roster: nobody enters without a line;</item>
/// <item>already in, before the times, so that somebody who stepped out still gets this answer after closing and at any door;</item>
/// <item>the times: from Opens (inclusive) to Closes (exclusive);</item>
/// <item>the door, last, because sending somebody to another door makes sense only if everything else is in order.</item>
/// </list>
/// A guest needs no member record: the roster vouches for guests from other provinces, whose records this terminal never receives. If there is a record, it applies.
/// </summary>
internal sealed class MeetingAdmission(string door, AdmissionRules rules)
{
    /// <param name="flag">Why a clerk should check the entry, or <see cref="ReasonCode.None"/>.</param>
    /// <exception cref="ArgumentException">The dossier's invitation belongs to another card, or the meeting key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode.AtMeeting mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
        var (meeting, session) = (mode.Meeting, mode.Session);
        var tag = CardTag.Of(card.Uuid.Span);
        if (dossier.Invitation is { } line && line.Tag != tag)
        {
            throw new ArgumentException("The invitation belongs to another card.", nameof(dossier));
        }

        var standing = StandingOf(mode, dossier);
        if (standing is not (Standing.Full or Standing.AttendsOnly))
        {
            return new AdmissionDecision.Deny(standing is Standing.Barred ? ReasonCode.AdmissionSuspended : ReasonCode.AdmissionNotAMember);
        }

        if (dossier.Invitation is not { } invitation || !IsKnown(invitation.Class))
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionNotInvited);
        }

        var arrival = dossier.Earlier?.At ?? instant;
        var attendee = new Attendee(
            Pseudonym.ForMeeting(meeting, tag).ToArray(),
            tag,
            dossier.Member?.Name,
            invitation,
            rules.Meetings.FlagsFor(meeting.Kind, invitation, standing),
            Late: arrival >= session.Starts);

        if (dossier.Earlier is { } earlier)
        {
            return new AdmissionDecision.AlreadyCheckedIn(attendee, earlier.At, earlier.Door);
        }

        if (instant < session.Opens)
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionTooEarly, session.Opens);
        }

        if (instant >= session.Closes)
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionTooLate);
        }

        return invitation.Door is null || invitation.Door == door
            ? new AdmissionDecision.Admit(attendee, flag)
            : new AdmissionDecision.Deny(ReasonCode.AdmissionWrongDoor, Door: invitation.Door);
    }

    private Standing StandingOf(AdmissionMode.AtMeeting mode, Dossier dossier) => dossier switch
    {
        { Member: { } member } => rules.Standing.AtMeeting(mode.Meeting.Kind, member, VietnamCalendar.DateOf(mode.Session.Starts)),
        { Invitation.Class: AttendeeClass.Guest } => Standing.AttendsOnly,
        _ => Standing.NotAMember,
    };

    private static bool IsKnown(AttendeeClass attendeeClass) => attendeeClass is not AttendeeClass.Unknown && Enum.IsDefined(attendeeClass);
}
