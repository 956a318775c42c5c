using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Source.Folders;

/// <summary>
/// <c>ID.roster.csv</c>: <c>card, class</c> and optionally <c>role, area, row, seat, delegation, door, replaces, invitation, name</c>. Cards as in <see cref="CardNumbers.TagOf"/>. An invitation is the number
/// of the signed invitation by which the person may come without the card; whoever has no card has such a number and a name instead of one.
/// </summary>
/// <param name="meeting">Its id.</param>
internal sealed class RosterCsv(string path, string meeting, CardNumbers members, SourceProblems problems)
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
    private const int InvitationColumn = 9;
    private const int NameColumn = 10;
    private const int MaxName = 96;
    private const int MaxLength = 256 * 1024 * 1024;

    private static readonly string[] Columns = ["card", "class", "role", "area", "row", "seat", "delegation", "door", "replaces", "invitation", "name"];

    /// <summary>Whether it was read and contains only the header.</summary>
    public bool IsBare { get; private set; }

    /// <returns>The invitations in file order; an invalid or contradictory line is reported as a problem.</returns>
    public IReadOnlyList<RosterLine> Read()
    {
        var lines = new List<RosterLine>();
        problems.Try(() =>
        {
            using var csv = Csv.Open(path, problems, MaxLength, Columns, Columns[Role..]);
            IsBare = true;
            while (csv.TryRead())
            {
                IsBare = false;
                if (problems.Try(() => ReadLine(csv)) is { } line)
                {
                    lines.Add(line);
                }
            }

            return lines;
        });
        foreach (var (line, fault) in RosterContradictions.Find(lines))
        {
            problems.Error(path, line, fault);
        }

        return lines;
    }

    /// <returns>Null if its card may be on a line of members.csv that could not be read.</returns>
    private RosterLine? ReadLine(Csv csv)
    {
        foreach (var column in (int[])[Role, Delegation, Area, NameColumn])
        {
            csv.WarnOfName(column);
        }

        foreach (var column in (int[])[Role, Area, Row, Seat, Delegation, Door, InvitationColumn])
        {
            csv.WarnOfNumber(column);
        }

        var attendee = Enumerations.TryParse<AttendeeClass>(csv[Class]) ?? throw csv.At(new($"\"{csv[Class]}\" không phải loại hợp lệ: {Enumerations.Names<AttendeeClass>()}.", $"\"{csv[Class]}\" is not a class: {Enumerations.Names<AttendeeClass>()}."));
        var (seat, replaces) = (Place(csv), csv[Replaces]);
        var number = NumberIn(csv);
        if ((csv[Card].Length == 0 && number is { } letter ? letter.TagAt(meeting) : members.TagOf(csv, Card, Columns[Card])) is not { } tag
            || (replaces.Length > 0 ? members.TagOf(csv, Replaces, Columns[Replaces]) : default(CardTag)) is not { } replaced)
        {
            return null;
        }

        var entry = new RosterEntry(tag, attendee, Text(csv, Role), seat, Text(csv, Delegation), Text(csv, Door), replaces.Length == 0 ? null : replaced, members.CertificateUntil(tag), number?.ToString());
        return new(csv.Line, csv[Card].Length > 0 ? csv[Card] : csv[InvitationColumn], replaces, entry) { HasCard = csv[Card].Length > 0, Name = NameOf(csv, tag, number, attendee) };
    }

    private static InvitationNumber? NumberIn(Csv csv) => csv[InvitationColumn].Length == 0 ? null
        : InvitationNumber.TryParse(csv[InvitationColumn]) ?? throw csv.At(new(
            $"invitation là \"{csv[InvitationColumn]}\", không phải số giấy mời như 12, KM-07, hoặc 12/2 cho lần cấp thứ hai.", $"invitation is \"{csv[InvitationColumn]}\" and not a number such as 12, KM-07, or 12/2 for the second issue."));

    // Whoever stands at the door compares it with an identity document. Of a member who is not in members.csv the number does not count anyway.
    private string? NameOf(Csv csv, CardTag tag, InvitationNumber? number, AttendeeClass attendee)
    {
        var name = csv[NameColumn].Length > 0 ? Text(csv, NameColumn) : members.HolderOf(tag)?.Name;
        return number is null || (name is null && csv[Card].Length > 0 && attendee is not AttendeeClass.Guest) || (name is { } known && Encoding.UTF8.GetByteCount(known) <= MaxName) ? name
            : throw csv.At(name is null
                ? new("có số giấy mời nhưng không có tên: hãy điền cột name.", "there is an invitation's number and no name: fill in the column name.")
                : new($"tên dài hơn {MaxName} byte nên không vừa mã QR: hãy viết gọn cột name.", $"the name has more than {MaxName} bytes, too many for the QR code: shorten it in the column name."));
    }

    private static string? Text(Csv csv, int column) => csv[column] is { Length: > 0 } text ? VietnameseLetters.Compose(text) : null;

    private static Seat? Place(Csv csv) => (csv[Area].Length, csv[Row].Length, csv[Seat].Length) switch
    {
        (0, 0, 0) => null,
        (not 0, not 0, not 0) => new(VietnameseLetters.Compose(csv[Area]), csv[Row], csv[Seat]),
        _ => throw csv.At(new("area, row và seat phải ghi đủ cả ba hoặc để trống cả ba.", "area, row and seat are given together or not at all.")),
    };
}

/// <summary>One line of a list.</summary>
/// <param name="Card">The card as written; the invitation's number of somebody without one.</param>
/// <param name="Replaces">The delegate being replaced, as written; empty for none.</param>
internal sealed record RosterLine(int Line, string Card, string Replaces, RosterEntry Entry)
{
    /// <summary>False for somebody who comes by invitation only.</summary>
    public bool HasCard { get; init; } = true;

    /// <summary>Null where it is not known.</summary>
    public string? Name { get; init; }
}
