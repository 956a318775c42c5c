using Kiosk.Feed.Records;

namespace Kiosk.Registry.Sources;

/// <summary>
/// <c>ID.roster.csv</c>: <c>card, class</c> and optionally <c>role, area, row, seat, delegation, door, replaces</c>. A card is a card number of the province's
/// <c>members.csv</c>, a card's UUID (8-4-4-4-12), or a card tag (32 lower-case hexadecimal digits).
/// </summary>
internal static class RosterCsv
{
    public const string Ending = ".roster.csv";

    private const int Card = 0;
    private const int Class = 1;
    private const int Role = 2;
    private const int Area = 3;
    private const int Row = 4;
    private const int Seat = 5;
    private const int Delegation = 6;
    private const int Door = 7;
    private const int Replaces = 8;

    private static readonly string[] Columns = ["card", "class", "role", "area", "row", "seat", "delegation", "door", "replaces"];

    /// <exception cref="RegistryException">A line is not an invitation, or the lines contradict each other.</exception>
    public static IReadOnlyList<RosterEntry> Read(string path, SealedMembers members)
    {
        var entries = new List<RosterEntry>();
        using var csv = Csv.Open(path, Columns, Columns[Role..]);
        while (csv.TryRead())
        {
            entries.Add(new(
                Tag(csv, Card, members),
                Enumerations.TryParse<AttendeeClass>(csv[Class]) ?? throw csv.At($"\"{csv[Class]}\" is not a class: {Enumerations.Names<AttendeeClass>()}."),
                Text(csv, Role),
                Place(csv),
                Text(csv, Delegation),
                Text(csv, Door),
                csv[Replaces].Length == 0 ? null : Tag(csv, Replaces, members)));
        }

        try
        {
            RosterRules.Check(entries);
            return entries;
        }
        catch (RecordException e)
        {
            throw new RegistryException($"{path}: {e.Message}", e);
        }
    }

    private static string? Text(Csv csv, int column) => csv[column] is { Length: > 0 } text ? text : null;

    private static Seat? Place(Csv csv) => (csv[Area].Length, csv[Row].Length, csv[Seat].Length) switch
    {
        (0, 0, 0) => null,
        (not 0, not 0, not 0) => new(csv[Area], csv[Row], csv[Seat]),
        _ => throw csv.At("area, row and seat are given together or not at all."),
    };

    private static CardTag Tag(Csv csv, int column, SealedMembers members) => csv[column] switch
    {
        { Length: 2 * CardTag.Length } text when text.All(char.IsAsciiHexDigitLower) => CardTag.FromBytes(Convert.FromHexString(text)),
        var text when Guid.TryParseExact(text, "D", out var uuid) => CardTag.Of(uuid.ToByteArray(bigEndian: true)),
        var text => members.Find(text) ?? throw csv.At($"the card number \"{text}\" is not that of exactly one member of {MembersCsv.Name}."),
    };
}
