using Kiosk.Feed.Records;

namespace Kiosk.Feed.Invitations;

/// <summary>The result of checking an invitation against the meeting that the feed describes; pure.</summary>
/// <param name="Invitation">Null unless genuine.</param>
public sealed record InvitationJudgement(InvitationStanding Standing, MeetingInvitation? Invitation = null)
{
    /// <param name="text">As the QR code holds it.</param>
    public static InvitationJudgement Of(string text, Meeting meeting, DateTimeOffset now)
    {
        if (MeetingInvitation.TryParse(text) is not ({ } envelope, { } token))
        {
            return new(InvitationStanding.NotWhole);
        }

        if (!envelope.Mark.AsSpan().SequenceEqual(MeetingSecrets.MarkOf(meeting)))
        {
            return new(InvitationStanding.OtherMeeting);
        }

        if (meeting.InvitationKeys?.Any(key => token.IsSignedBy(key.Span)) is not true)
        {
            return new(InvitationStanding.NotSigned);
        }

        if (now >= envelope.Expires)
        {
            return new(InvitationStanding.Expired);
        }

        return MeetingInvitation.Open(envelope, meeting) is { } invitation ? new(InvitationStanding.Genuine, invitation) : new(InvitationStanding.NotWhole);
    }
}
