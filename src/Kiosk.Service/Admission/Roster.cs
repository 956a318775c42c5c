using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Service.Admission;

/// <summary>
/// A meeting's list, by tag. A line holds one place (mandate) for the quorum: its own, or, for an alternate, that of the delegate whom it replaces; no place
/// counts twice.
/// </summary>
internal sealed class Roster
{
    private readonly Dictionary<CardTag, RosterEntry> entries;

    /// <exception cref="ArgumentException">
    /// A tag stands twice; somebody who is no alternate replaces somebody; an alternate replaces somebody who is no delegate of this list, or whom another
    /// alternate replaces already.
    /// </exception>
    public Roster(IEnumerable<RosterEntry> lines)
    {
        entries = [];
        foreach (var line in lines)
        {
            if (!entries.TryAdd(line.Tag, line))
            {
                throw new ArgumentException($"The list has two lines for the tag {line.Tag}.", nameof(lines));
            }
        }

        var replaced = new HashSet<CardTag>();
        foreach (var line in entries.Values)
        {
            if (line.Replaces is { } absent && !(line.Class is AttendeeClass.Alternate && IsDelegate(absent) && replaced.Add(absent)))
            {
                throw new ArgumentException($"The line for the tag {line.Tag} cannot replace {absent}.", nameof(lines));
            }
        }
    }

    public static Roster Empty { get; } = new([]);

    public IReadOnlyCollection<RosterEntry> Entries => entries.Values;

    public bool TryFind(CardTag tag, [NotNullWhen(true)] out RosterEntry? entry) => entries.TryGetValue(tag, out entry);

    /// <summary>The place that somebody holds who counts for the quorum.</summary>
    public static CardTag MandateOf(RosterEntry entry) => entry.Replaces ?? entry.Tag;

    /// <summary>How many places count for the quorum: the number convened, of which the quorum is a fraction.</summary>
    public int ConvenedForQuorum(MeetingKind kind, MeetingRules rules) =>
        entries.Values.Where(entry => rules.FlagsFor(kind, entry).CountsForQuorum).Select(MandateOf).Distinct().Count();

    private bool IsDelegate(CardTag tag) =>
        entries.TryGetValue(tag, out var entry)
        && entry.Class is AttendeeClass.DelegateExOfficio or AttendeeClass.DelegateElected or AttendeeClass.DelegateAppointed;
}
