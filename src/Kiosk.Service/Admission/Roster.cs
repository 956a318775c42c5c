using System.Diagnostics.CodeAnalysis;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>
/// A meeting's list, by tag. A line holds one place (mandate) for the quorum: its own, or, for an alternate, that of the delegate whom it replaces; no place
/// counts twice.
/// </summary>
internal sealed class Roster
{
    private readonly Dictionary<CardTag, RosterEntry> entries;

    /// <exception cref="RecordException">The lines contradict each other (<see cref="RosterRules"/>).</exception>
    public Roster(IEnumerable<RosterEntry> lines)
    {
        var all = lines.ToList();
        RosterRules.Check(all);
        entries = all.ToDictionary(line => line.Tag);
    }

    public static Roster Empty { get; } = new([]);

    public IReadOnlyCollection<RosterEntry> Entries => entries.Values;

    public bool TryFind(CardTag tag, [NotNullWhen(true)] out RosterEntry? entry) => entries.TryGetValue(tag, out entry);

    /// <summary>The place that somebody holds who counts for the quorum.</summary>
    public static CardTag MandateOf(RosterEntry entry) => entry.Replaces ?? entry.Tag;

    /// <summary>How many places count for the quorum: the number convened, of which the quorum is a fraction.</summary>
    public int ConvenedForQuorum(MeetingKind kind, MeetingRules rules) =>
        entries.Values.Where(entry => rules.FlagsFor(kind, entry).CountsForQuorum).Select(MandateOf).Distinct().Count();
}
