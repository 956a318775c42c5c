using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// Admission to one session of a meeting. Checks in this order and answers with the first refusal:
/// <list type="number">
/// <item>membership, on the day the session starts, whatever the roster says;</item>
/// <item>an operator's card, of somebody who is on no list or inside already: it opens the menu;</item>
/// <item>the roster: nobody enters without a line;</item>
/// <item>going out, where the door lets people out: at any time;</item>
/// <item>already in, before the times, so that it is answered after closing and at any door;</item>
/// <item>the times: from Opens (inclusive) to Closes (exclusive), but not for whoever came before and returns;</item>
/// <item>the door, last, because sending somebody to another door makes sense only if everything else is in order.</item>
/// </list>
/// A guest needs no member record: the roster vouches for guests from other provinces, whose records this terminal never receives. If there is a record, it applies.
/// </summary>
/// <param name="direction">Which way people pass this door.</param>
internal sealed class MeetingAdmission(string door, AdmissionRules rules, DoorDirection direction = DoorDirection.In)
{
    /// <summary>At a door for both ways, another tap within this time is the same passage: somebody who was not sure that the first had been heard.</summary>
    public static readonly TimeSpan SamePassage = TimeSpan.FromSeconds(15);

    /// <param name="flag">Why a clerk should check the entry, or <see cref="ReasonCode.None"/>.</param>
    /// <exception cref="ArgumentException">The dossier's invitation belongs to another card, or the meeting key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode.AtMeeting mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
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

        if (flag is ReasonCode.None && OpensMenu(dossier, standing))
        {
            return new AdmissionDecision.OpenMenu(tag, mode.Meeting.IsSecret ? null : dossier.Member!.Name);
        }

        return dossier.Invitation is { } invitation && IsKnown(invitation.Class)
            ? Pass(mode, new Attendee(default, tag, dossier.Member?.Name, invitation, rules.Meetings.FlagsFor(mode.Meeting.Kind, invitation, standing)), dossier, instant, flag)
            : new AdmissionDecision.Deny(ReasonCode.AdmissionNotInvited);
    }

    /// <summary>By a signed invitation in place of a card. The publisher names an invitation only in the line of somebody who takes part in full, or of a person without a record; the line stands for the record that only the card opens.</summary>
    /// <param name="invitation">Genuine, and of this meeting.</param>
    /// <param name="dossier">Without a member.</param>
    public AdmissionDecision Decide(AdmissionMode.AtMeeting mode, MeetingInvitation invitation, Dossier dossier, DateTimeOffset instant)
    {
        if (dossier.Invitation is not { } line || !IsKnown(line.Class))
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionNotInvited);
        }

        return line.Tag == invitation.Tag && line.InvitationNumber == invitation.Number.ToString() && !mode.Meeting.IsSecret
            ? Pass(mode, new Attendee(default, line.Tag, invitation.Name, line, rules.Meetings.FlagsFor(mode.Meeting.Kind, line, Standing.Full), By: invitation.Number), dossier, instant, ReasonCode.None)
            : new AdmissionDecision.Deny(ReasonCode.InvitationWithdrawn);
    }

    private AdmissionDecision Pass(AdmissionMode.AtMeeting mode, Attendee person, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
        var (session, invitation) = (mode.Session, person.Invitation!);
        var attendee = person with { Pseudonym = Pseudonym.ForMeeting(mode.Meeting, invitation.Tag).ToArray(), Late = (dossier.Earlier?.At ?? instant) >= session.Starts };
        // A copied invitation would open a door both ways to a stranger, and send away whoever is inside, before anybody compared a name.
        if (direction is DoorDirection.Out || (direction is DoorDirection.Both && person.By is null && IsToLeave(dossier, instant)))
        {
            return new AdmissionDecision.Leave(attendee, dossier.Left is { } before && IsJust(before, instant) ? before.At : null);
        }

        if (dossier is { Earlier: { } earlier, Left: null })
        {
            return new AdmissionDecision.AlreadyCheckedIn(attendee, earlier.At, earlier.Door);
        }

        var isReturn = dossier.Left is not null && dossier.Earlier is not null;
        if (!isReturn && instant < session.Opens)
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionTooEarly, session.Opens);
        }

        if (!isReturn && instant >= session.Closes)
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionTooLate);
        }

        return invitation.Door is null || invitation.Door == door
            ? new AdmissionDecision.Admit(attendee, flag, isReturn)
            : new AdmissionDecision.Deny(ReasonCode.AdmissionWrongDoor, Door: invitation.Door);
    }

    private bool OpensMenu(Dossier dossier, Standing standing) =>
        standing is Standing.Full && dossier.Member is { } member && (member.Has(Duty.Operator) || member.Has(Duty.Supervisor))
        && (dossier.Invitation is null || (direction is not DoorDirection.Out && dossier is { Earlier: not null, Left: null }));

    // Whoever is inside goes out, and whoever is outside comes in; a second tap in a row repeats the first.
    private bool IsToLeave(Dossier dossier, DateTimeOffset instant) => dossier switch
    {
        { Left: { } left } => IsJust(left, instant),
        { Earlier: { } first } => !IsJust(dossier.Entered ?? first, instant),
        _ => false,
    };

    private bool IsJust(Attendance passage, DateTimeOffset instant) => passage.Door == door && instant >= passage.At && instant - passage.At < SamePassage;

    private Standing StandingOf(AdmissionMode.AtMeeting mode, Dossier dossier) => dossier switch
    {
        { Member: { } member } => rules.Standing.AtMeeting(mode.Meeting.Kind, member, VietnamCalendar.DateOf(mode.Session.Starts)),
        { Invitation.Class: AttendeeClass.Guest } => Standing.AttendsOnly,
        _ => Standing.NotAMember,
    };

    private static bool IsKnown(AttendeeClass attendeeClass) => attendeeClass is not AttendeeClass.Unknown && Enum.IsDefined(attendeeClass);
}
