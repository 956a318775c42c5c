using Kiosk.Feed.Records;

namespace Kiosk.Registry.Sources;

/// <summary>Lines of a meeting's list that cannot both be true; each is said with both lines and both cards as they are written.</summary>
internal static class RosterContradictions
{
    public static IEnumerable<(int Line, string Fault)> Find(IReadOnlyList<RosterLine> lines) => DoubledCards(lines).Concat(DoubledSeats(lines)).Concat(Replacements(lines));

    private static IEnumerable<(int Line, string Fault)> DoubledCards(IReadOnlyList<RosterLine> lines) =>
        from card in lines.GroupBy(line => line.Entry.Tag)
        let first = card.First()
        from again in card.Skip(1)
        select (again.Line, first.Card == again.Card
            ? $"the card {again.Card} is on line {first.Line} already: one delegate, one line."
            : $"the card {again.Card} is the card {first.Card} of line {first.Line}: one delegate, one line.");

    // An alternate may have the seat of the absent delegate whom the line names.
    private static IEnumerable<(int Line, string Fault)> DoubledSeats(IReadOnlyList<RosterLine> lines) =>
        from seat in lines.Where(line => line.Entry.Seat is not null).GroupBy(line => Plain(line.Entry.Seat!))
        let first = seat.First()
        from again in seat.Skip(1)
        where again.Entry.Tag != first.Entry.Tag && again.Entry.Replaces != first.Entry.Tag && first.Entry.Replaces != again.Entry.Tag
        let place = again.Entry.Seat!
        select (again.Line, $"the card {again.Card} has the seat of the card {first.Card} on line {first.Line}: area {place.Area}, row {place.Row}, seat {place.Number}.");

    private static IEnumerable<(int Line, string Fault)> Replacements(IReadOnlyList<RosterLine> lines)
    {
        var classes = lines.DistinctBy(line => line.Entry.Tag).ToDictionary(line => line.Entry.Tag, line => line.Entry.Class);
        var replaced = new Dictionary<CardTag, RosterLine>();
        foreach (var line in lines.Where(line => line.Entry.Replaces is not null))
        {
            var absent = line.Entry.Replaces!.Value;
            if (line.Entry.Class is not AttendeeClass.Alternate)
            {
                yield return (line.Line, $"the card {line.Card} replaces {line.Replaces} and is of the class {Enumerations.NameOf(line.Entry.Class)}: only an alternate replaces somebody.");
            }
            else if (!classes.TryGetValue(absent, out var convened) || convened is not (AttendeeClass.DelegateExOfficio or AttendeeClass.DelegateElected or AttendeeClass.DelegateAppointed))
            {
                yield return (line.Line, $"the card {line.Card} replaces {line.Replaces}, who is no delegate of this list.");
            }
            else if (!replaced.TryAdd(absent, line))
            {
                yield return (line.Line, $"the card {line.Card} replaces {line.Replaces}, whom the card {replaced[absent].Card} on line {replaced[absent].Line} replaces already.");
            }
        }
    }

    private static (string Area, string Row, string Number) Plain(Seat seat) => (seat.Area.ToLowerInvariant(), seat.Row.ToLowerInvariant(), seat.Number.ToLowerInvariant());
}
