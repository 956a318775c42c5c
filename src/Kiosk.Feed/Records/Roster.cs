using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Feed.Records;

/// <summary>
/// A meeting's roster, by card tag. Each line holds one mandate for the quorum: its own or, for an alternate, that of the replaced delegate. No mandate counts
/// twice.
/// </summary>
public sealed class Roster
{
    private readonly Dictionary<CardTag, RosterEntry> entries;

    /// <exception cref="RecordException">The lines contradict one another (<see cref="RosterRules"/>).</exception>
    public Roster(IEnumerable<RosterEntry> lines)
    {
        var all = lines.ToList();
        RosterRules.Check(all);
        entries = all.ToDictionary(line => line.Tag);
    }

    public static Roster Empty { get; } = new([]);

    public IReadOnlyCollection<RosterEntry> Entries => entries.Values;

    public bool TryFind(CardTag tag, [NotNullWhen(true)] out RosterEntry? entry) => entries.TryGetValue(tag, out entry);

    /// <summary>The mandate that an attendee who counts for the quorum holds.</summary>
    public static CardTag MandateOf(RosterEntry entry) => entry.Replaces ?? entry.Tag;

    /// <summary>Number of mandates convened that count for the quorum; the quorum is a fraction of it.</summary>
    public int ConvenedForQuorum(MeetingKind kind, MeetingRules rules) =>
        entries.Values.Where(entry => rules.FlagsFor(kind, entry).CountsForQuorum).Select(MandateOf).Distinct().Count();
}
