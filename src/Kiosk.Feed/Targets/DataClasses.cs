using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Targets;

/// <summary>
/// What each data class is. A new class is a value of <see cref="DataClass"/> and an entry in this table; files, digests, deltas, cache and publisher go by it. Beside
/// that it needs a source at the desk and a reader in the terminal.
/// </summary>
public static class DataClasses
{
    public const int MaxKeyLength = 128;
    public const int MaxRowCount = 4_000_000;

    private const int MaxMeetingIdLength = 64;

    /// <summary>What follows a meeting's id in the key of its roster's rows.</summary>
    private const int RosterKeyTail = 1 + CardTag.Length;

    private static readonly Dictionary<DataClass, DataClassTraits> Table = new()
    {
        [DataClass.Members] = new("members", MemberSeal.MaxLength, () => new MemberRules(), key => key.Length == CardTag.Length)
        {
            IsLarge = true,
        },
        [DataClass.Meetings] = new("meetings", 1024 * 1024, () => new MeetingRules(), IsMeetingId)
        {
            MeetingIdOf = key => key,
        },
        [DataClass.Rosters] = new("rosters", 64 * 1024, () => new RosterSetRules(), key => key.Length > RosterKeyTail && key[^RosterKeyTail] == 0 && IsMeetingId(key[..^RosterKeyTail]))
        {
            MeetingIdOf = key => key[..^RosterKeyTail],
        },
        [DataClass.Terminals] = new("terminals", 32 * 1024, () => new TerminalSetRules(), TerminalRows.IsKey),
    };

    public static IReadOnlyList<DataClass> All { get; } = [.. Table.Keys];

    /// <summary>The name in paths and descriptions.</summary>
    public static string Name(this DataClass dataClass) => TraitsOf(dataClass).Name;

    /// <returns><see cref="DataClass.None"/> where no class has this name.</returns>
    public static DataClass Named(string name) => All.FirstOrDefault(known => known.Name() == name);

    /// <summary>In bytes.</summary>
    public static int MaxValueLength(this DataClass dataClass) => TraitsOf(dataClass).MaxValueLength;

    /// <summary>Whether the set may have hundreds of thousands of rows, each sealed, under uniformly distributed keys: its files are not compressed, it is hashed in buckets (<see cref="SetShape"/>), and its deltas are laid over it rather than merged.</summary>
    public static bool IsLarge(this DataClass dataClass) => TraitsOf(dataClass).IsLarge;

    /// <summary>Whether the bytes are a valid key of this class.</summary>
    public static bool IsKey(this DataClass dataClass, ReadOnlySpan<byte> key) => TraitsOf(dataClass).IsKey(key);

    /// <param name="key">A valid key of this class.</param>
    /// <returns>The meeting with which the row goes; null where it belongs to none.</returns>
    public static string? MeetingIdOf(this DataClass dataClass, ReadOnlySpan<byte> key) =>
        TraitsOf(dataClass).MeetingIdOf is { } meetingIdOf ? Encoding.ASCII.GetString(meetingIdOf(key)) : null;

    /// <summary>To check one set with.</summary>
    public static SetRules NewRules(this DataClass dataClass) => TraitsOf(dataClass).NewRules();

    public static byte[] MeetingKey(string meetingId) => Encoding.ASCII.GetBytes(meetingId);

    /// <summary>With which the keys of a meeting's roster begin.</summary>
    public static byte[] RosterPrefix(string meetingId) => [.. MeetingKey(meetingId), 0];

    /// <summary>The key of a roster entry.</summary>
    public static byte[] RosterKey(string meetingId, CardTag tag) => [.. RosterPrefix(meetingId), .. tag.ToArray()];

    private static DataClassTraits TraitsOf(DataClass dataClass) =>
        Table.GetValueOrDefault(dataClass) ?? throw new ArgumentOutOfRangeException(nameof(dataClass), dataClass, "No data class.");

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
