namespace Kiosk.Feed.Records;

/// <summary>Validates the entries of a roster as a whole.</summary>
public static class RosterRules
{
    /// <exception cref="RecordException">
    /// A tag occurs twice; an entry other than an alternate replaces somebody; or an alternate replaces somebody who is not a delegate of this roster or is
    /// already replaced; or an invitation's number is none, or that of two people.
    /// </exception>
    public static void Check(IReadOnlyCollection<RosterEntry> lines)
    {
        var entries = new Dictionary<CardTag, RosterEntry>(lines.Count);
        foreach (var line in lines)
        {
            if (!entries.TryAdd(line.Tag, line))
            {
                throw new RecordException($"The list has two lines for the tag {line.Tag}.");
            }
        }

        var letters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.InvitationNumber is not null))
        {
            if (InvitationNumber.TryParse(line.InvitationNumber) is not { } number || !letters.Add(number.Letter))
            {
                throw new RecordException($"The line for the tag {line.Tag} has an invitation number that is none, or another's.");
            }
        }

        var replaced = new HashSet<CardTag>();
        foreach (var line in lines)
        {
            if (line.Replaces is { } absent && !(line.Class is AttendeeClass.Alternate && IsDelegate(entries, absent) && replaced.Add(absent)))
            {
                throw new RecordException($"The line for the tag {line.Tag} cannot replace {absent}.");
            }
        }
    }

    private static bool IsDelegate(Dictionary<CardTag, RosterEntry> entries, CardTag tag) =>
        entries.TryGetValue(tag, out var entry)
        && entry.Class is AttendeeClass.DelegateExOfficio or AttendeeClass.DelegateElected or AttendeeClass.DelegateAppointed;
}
