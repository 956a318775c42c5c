using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>Contradictory lines of a meeting's list, each reported with both lines and both cards as written.</summary>
internal static class RosterContradictions
{
    public static IEnumerable<(int Line, Phrase Fault)> Find(IReadOnlyList<RosterLine> lines) => DoubledCards(lines).Concat(DoubledInvitations(lines)).Concat(DoubledSeats(lines)).Concat(Replacements(lines));

    private static IEnumerable<(int Line, Phrase Fault)> DoubledCards(IReadOnlyList<RosterLine> lines) =>
        from card in lines.GroupBy(line => line.Entry.Tag)
        let first = card.First()
        from again in card.Skip(1)
        select (again.Line, first.Card == again.Card
            ? new Phrase($"thẻ {again.Card} đã có ở dòng {first.Line}: mỗi đại biểu một dòng.", $"the card {again.Card} is on line {first.Line} already: one delegate, one line.")
            : new Phrase($"thẻ {again.Card} chính là thẻ {first.Card} ở dòng {first.Line}: mỗi đại biểu một dòng.", $"the card {again.Card} is the card {first.Card} of line {first.Line}: one delegate, one line."));

    private static IEnumerable<(int Line, Phrase Fault)> DoubledInvitations(IReadOnlyList<RosterLine> lines) =>
        from letter in lines.Where(line => line.Entry.InvitationNumber is not null).GroupBy(line => InvitationNumber.TryParse(line.Entry.InvitationNumber)!.Value.Letter, StringComparer.Ordinal)
        let first = letter.First()
        from again in letter.Skip(1)
        where again.Entry.Tag != first.Entry.Tag
        select (again.Line, new Phrase($"giấy mời số {letter.Key} đã cấp cho người ở dòng {first.Line}: mỗi số giấy mời cho một người.", $"the invitation {letter.Key} is that of the person on line {first.Line}: one number, one person."));

    // An alternate may have the seat of the absent delegate named on the line.
    private static IEnumerable<(int Line, Phrase Fault)> DoubledSeats(IReadOnlyList<RosterLine> lines) =>
        from seat in lines.Where(line => line.Entry.Seat is not null).GroupBy(line => Plain(line.Entry.Seat!))
        let first = seat.First()
        from again in seat.Skip(1)
        where again.Entry.Tag != first.Entry.Tag && again.Entry.Replaces != first.Entry.Tag && first.Entry.Replaces != again.Entry.Tag
        let place = again.Entry.Seat!
        select (again.Line, new Phrase($"thẻ {again.Card} trùng chỗ ngồi với thẻ {first.Card} ở dòng {first.Line}: khu vực {place.Area}, hàng {place.Row}, ghế {place.Number}.", $"the card {again.Card} has the seat of the card {first.Card} on line {first.Line}: area {place.Area}, row {place.Row}, seat {place.Number}."));

    private static IEnumerable<(int Line, Phrase Fault)> Replacements(IReadOnlyList<RosterLine> lines)
    {
        var classes = lines.DistinctBy(line => line.Entry.Tag).ToDictionary(line => line.Entry.Tag, line => line.Entry.Class);
        var replaced = new Dictionary<CardTag, RosterLine>();
        foreach (var line in lines.Where(line => line.Entry.Replaces is not null))
        {
            var absent = line.Entry.Replaces!.Value;
            if (line.Entry.Class is not AttendeeClass.Alternate)
            {
                yield return (line.Line, new($"thẻ {line.Card} thay cho {line.Replaces} nhưng thuộc loại {Enumerations.NameOf(line.Entry.Class)}: chỉ đại biểu dự khuyết mới thay cho người khác.", $"the card {line.Card} replaces {line.Replaces} and is of the class {Enumerations.NameOf(line.Entry.Class)}: only an alternate replaces somebody."));
            }
            else if (!classes.TryGetValue(absent, out var convened) || convened is not (AttendeeClass.DelegateExOfficio or AttendeeClass.DelegateElected or AttendeeClass.DelegateAppointed))
            {
                yield return (line.Line, new($"thẻ {line.Card} thay cho {line.Replaces}, là người không phải đại biểu trong danh sách này.", $"the card {line.Card} replaces {line.Replaces}, who is no delegate of this list."));
            }
            else if (!replaced.TryAdd(absent, line))
            {
                yield return (line.Line, new($"thẻ {line.Card} thay cho {line.Replaces}, là người đã được thẻ {replaced[absent].Card} ở dòng {replaced[absent].Line} thay.", $"the card {line.Card} replaces {line.Replaces}, whom the card {replaced[absent].Card} on line {replaced[absent].Line} replaces already."));
            }
        }
    }

    private static (string Area, string Row, string Number) Plain(Seat seat) => (seat.Area.ToLowerInvariant(), seat.Row.ToLowerInvariant(), seat.Number.ToLowerInvariant());
}
