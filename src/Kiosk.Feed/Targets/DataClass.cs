using Kiosk.Feed.Records;

namespace Kiosk.Feed.Targets;

/// <summary>The content of a province's sets. The values are those in the files.</summary>
public enum DataClass
{
    None = 0,

    /// <summary>Card tag (16 bytes) → sealed record (<see cref="MemberSeal"/>).</summary>
    Members = 1,

    /// <summary>Meeting id → <see cref="Meeting"/> as JSON.</summary>
    Meetings = 2,

    /// <summary>Meeting id, 00, card tag → <see cref="RosterEntry"/> as JSON.</summary>
    Rosters = 3,
}

/// <summary>Names, limits and keys of the data classes.</summary>
public static class DataClasses
{
    public const int MaxKeyLength = 128;
    public const int MaxRowCount = 4_000_000;

    private const int MaxMeetingIdLength = 64;
    private const int MemberBucketLength = 2;

    public static IReadOnlyList<DataClass> All { get; } = [DataClass.Members, DataClass.Meetings, DataClass.Rosters];

    /// <summary>The name in paths and descriptions.</summary>
    public static string Name(this DataClass dataClass) => dataClass switch
    {
        DataClass.Members => "members",
        DataClass.Meetings => "meetings",
        DataClass.Rosters => "rosters",
        _ => throw new ArgumentOutOfRangeException(nameof(dataClass), dataClass, "No data class."),
    };

    /// <summary>In bytes.</summary>
    public static int MaxValueLength(this DataClass dataClass) => dataClass switch
    {
        DataClass.Members => MemberSeal.MaxLength,
        DataClass.Meetings => 1024 * 1024,
        DataClass.Rosters => 64 * 1024,
        _ => 0,
    };

    /// <summary>Whether the bytes are a valid key of this class.</summary>
    public static bool IsKey(this DataClass dataClass, ReadOnlySpan<byte> key) => dataClass switch
    {
        DataClass.Members => key.Length == CardTag.Length,
        DataClass.Meetings => IsMeetingId(key),
        DataClass.Rosters => key.Length > CardTag.Length + 1 && key[^(CardTag.Length + 1)] == 0 && IsMeetingId(key[..^(CardTag.Length + 1)]),
        _ => false,
    };

    /// <summary>
    /// The bucket prefix of a row; the rows whose keys share it are adjacent in key order. A bucket has about five rows for 300,000 members (first two
    /// bytes of the tag) and for a roster of 1,500 (meeting, 00, first byte of the tag); each meeting has its own bucket.
    /// </summary>
    /// <param name="key">A valid key of this class.</param>
    public static ReadOnlySpan<byte> BucketOf(this DataClass dataClass, ReadOnlySpan<byte> key) => dataClass switch
    {
        DataClass.Members => key[..MemberBucketLength],
        DataClass.Rosters => key[..^(CardTag.Length - 1)],
        _ => key,
    };

    /// <summary>The key of a roster entry.</summary>
    public static byte[] RosterKey(string meetingId, CardTag tag) => [.. System.Text.Encoding.ASCII.GetBytes(meetingId), 0, .. tag.ToArray()];

    public static byte[] MeetingKey(string meetingId) => System.Text.Encoding.ASCII.GetBytes(meetingId);

    private static bool IsMeetingId(ReadOnlySpan<byte> id)
    {
        foreach (var letter in id)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter != '-')
            {
                return false;
            }
        }

        return id.Length is > 0 and <= MaxMeetingIdLength;
    }
}
