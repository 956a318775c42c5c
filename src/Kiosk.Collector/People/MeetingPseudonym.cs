using System.Security.Cryptography;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.People;

/// <summary>The pseudonym of a card in a meeting, as terminals compute it: HMAC-SHA256(meeting key, tag).</summary>
internal static class MeetingPseudonym
{
    public static byte[] Of(Meeting meeting, CardTag tag) => HMACSHA256.HashData(meeting.Key.Span, tag.ToArray());
}
