using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// Admission to one session of a meeting. The first refusal in this order is the answer:
/// <list type="number">
/// <item>membership: the record of the day on which the session starts, whatever the list says;</item>
/// <item>the list: without a line nobody enters;</item>
/// <item>already in: before the times, so that whoever stepped out is still told so after the close, at any door;</item>
/// <item>the times: from Opens, and not at Closes any more;</item>
/// <item>the door, last, because only then is another door worth the walk.</item>
/// </list>
/// A guest needs no record: the list vouches for somebody of another province, whose record this terminal never receives. Where there is one, it holds.
/// </summary>
internal sealed class MeetingAdmission(string door, AdmissionRules rules)
{
    /// <param name="flag">Why a clerk should look again, or <see cref="ReasonCode.None"/>.</param>
    /// <exception cref="ArgumentException">The dossier's invitation is another card's, or the meeting key is not 32 bytes long.</exception>
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
