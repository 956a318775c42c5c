using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Demo;

/// <summary>Signed invitations to the demo's meeting: a good one of a delegate whose card is on no tray, and what must not pass for it.</summary>
internal static class DemoInvitations
{
    private const string Name = "Lý Thị Quên Thẻ";

    private static readonly InvitationNumber Number = new("12", 1);

    /// <summary>The line of somebody who may come by invitation.</summary>
    public static RosterEntry Allow(RosterEntry entry) => entry with { InvitationNumber = Number.ToString() };

    /// <param name="key">One of the meeting's.</param>
    public static IReadOnlyList<DemoInvitation> Sign(Meeting meeting, RosterEntry entry, ECDsa key)
    {
        var good = new MeetingInvitation(entry.Tag, Number, Name, meeting.Sessions.Max(session => session.Closes));
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (text, other) = (good.SignedFor(meeting, key), meeting with { Key = RandomNumberGenerator.GetBytes(MeetingRecordRules.KeyLength) });
        return
        [
            new(1, "Giấy mời của đại biểu không mang thẻ", "invitation of a delegate without the card", text, ReasonCode.Admitted),
            new(2, "Giấy mời giả, ký bằng khóa khác", "forged invitation, signed by another key", good.SignedFor(meeting, foreign), ReasonCode.InvitationUntrusted),
            new(3, "Giấy mời của cuộc họp khác", "invitation to another meeting", good.SignedFor(other, key), ReasonCode.InvitationOtherMeeting),
            new(4, "Giấy mời đã hết hạn", "expired invitation", (good with { Expires = meeting.Sessions.Min(session => session.Opens) }).SignedFor(meeting, key), ReasonCode.InvitationExpired),
            new(5, "Bản chụp của giấy mời 1", "photograph of invitation 1", text, ReasonCode.AdmissionAlreadyIn),
        ];
    }
}
