using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Targets;

/// <summary>
/// What each data class is. A new class is a value of <see cref="DataClass"/> and an entry in this table; files, digests, deltas, cache and publisher go by it. Beside
/// that it needs a source at the desk and a reader in the terminal.
/// </summary>
public static class DataClasses
{
    public const int MaxKeyLength = 128;
    public const int MaxRowCount = 4_000_000;


    private static readonly Dictionary<DataClass, DataClassTraits> Table = new()
    {
        [DataClass.Members] = new("members", MemberSeal.MaxLength, _ => new MemberRules(), IsTag)
        {
            IsLarge = true,
            IsSealed = true,
        },
        [DataClass.Meetings] = new("meetings", 1024 * 1024, audience => new MeetingRules(audience), IsTag)
        {
            IsSealed = true,
            MeetingOf = key => key,
        },
        [DataClass.Rosters] = new("rosters", 64 * 1024, audience => new RosterSetRules(audience), key => key.Length == 2 * AudienceKey.TagLength)
        {
            IsSealed = true,
            MeetingOf = key => key[..AudienceKey.TagLength],
        },
        [DataClass.Audience] = new("audience", AudienceWrap.Length, _ => new AudienceRules(), key => key.Length == AudienceWrap.KeyLength)
        {
            IsSealed = true,
        },
        [DataClass.Terminals] = new("terminals", 32 * 1024, _ => new TerminalSetRules(), TerminalRows.IsKey),
        [DataClass.Points] = new("points", 64 * 1024, audience => new PointSetRules(audience), key => key.Length is AudienceKey.TagLength or 2 * AudienceKey.TagLength)
        {
            IsSealed = true,
        },
        [DataClass.Authorities] = new("authorities", 32 * 1024, _ => new AuthoritySetRules(), key => key.Length == AuthorityRows.KeyLength),
    };

    public static IReadOnlyList<DataClass> All { get; } = [.. Table.Keys];

    /// <summary>The name in paths and descriptions.</summary>
    public static string Name(this DataClass dataClass) => TraitsOf(dataClass).Name;

    /// <returns><see cref="DataClass.None"/> where no class has this name.</returns>
    public static DataClass Named(string name) => All.FirstOrDefault(known => known.Name() == name);

    /// <summary>In bytes.</summary>
    public static int MaxValueLength(this DataClass dataClass) => TraitsOf(dataClass).MaxValueLength;

    /// <summary>Whether the set may have hundreds of thousands of rows under uniformly distributed keys: it is hashed in buckets (<see cref="SetShape"/>), and its deltas are laid over it rather than merged.</summary>
    public static bool IsLarge(this DataClass dataClass) => TraitsOf(dataClass).IsLarge;

    /// <summary>Whether the rows are sealed: the set belongs to an epoch of the province's audience key, and its files are not compressed.</summary>
    public static bool IsSealed(this DataClass dataClass) => TraitsOf(dataClass).IsSealed;

    /// <summary>Whether the bytes are a valid key of this class.</summary>
    public static bool IsKey(this DataClass dataClass, ReadOnlySpan<byte> key) => TraitsOf(dataClass).IsKey(key);

    /// <param name="key">A valid key of this class.</param>
    /// <returns>The row key of the meeting with which the row goes; empty where it belongs to none.</returns>
    public static ReadOnlySpan<byte> MeetingOf(this DataClass dataClass, ReadOnlySpan<byte> key) => TraitsOf(dataClass).MeetingOf is { } meetingOf ? meetingOf(key) : [];

    /// <summary>To check one set with.</summary>
    /// <param name="audience">Opens the rows of meetings, rosters and points; the other classes need none.</param>
    /// <exception cref="ArgumentNullException">The class needs the key.</exception>
    public static SetRules NewRules(this DataClass dataClass, AudienceKey? audience) => TraitsOf(dataClass).NewRules(audience);

    private static DataClassTraits TraitsOf(DataClass dataClass) =>
        Table.GetValueOrDefault(dataClass) ?? throw new ArgumentOutOfRangeException(nameof(dataClass), dataClass, "No data class.");

    private static bool IsTag(ReadOnlySpan<byte> key) => key.Length == AudienceKey.TagLength;
}
