using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Source.Calendars;

/// <summary>Keys of meetings that come from a calendar: HMAC-SHA256(desk's secret, "kiosk.meeting.v1" ‖ 00 ‖ province ‖ 00 ‖ id), so that each publication gives the same key.</summary>
internal sealed class MeetingKeys(Func<byte[]> secret, string province)
{
    public byte[] For(string meetingId) => HMACSHA256.HashData(secret(), Encoding.UTF8.GetBytes($"kiosk.meeting.v1\0{province}\0{meetingId}"));
}
