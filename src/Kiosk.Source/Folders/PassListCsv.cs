using Kiosk.Feed.Records;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary><c>ID.list.csv</c>: <c>card</c> and optionally <c>from, to</c>, the first and last day. Cards as in <see cref="CardNumbers.TagOf"/>.</summary>
internal sealed class PassListCsv(string path, CardNumbers members, SourceProblems problems)
{
    public const string Ending = ".list.csv";

    private const int Card = 0;
    private const int From = 1;
    private const int To = 2;
    private const int MaxLength = 16 * 1024 * 1024;

    private static readonly string[] Columns = ["card", "from", "to"];

    /// <returns>The lines in file order; an invalid one, or a card's second, is reported as a problem.</returns>
    public IReadOnlyList<PassLine> Read()
    {
        var lines = new Dictionary<CardTag, (int Line, PassLine Pass)>();
        problems.Try(() =>
        {
            using var csv = Csv.Open(path, problems, MaxLength, Columns, Columns[From..]);
            while (csv.TryRead())
            {
                if (problems.Try(() => ReadLine(csv)) is { } line && !lines.TryAdd(line.Tag, (csv.Line, line)))
                {
                    problems.Error(path, csv.Line, new($"thẻ này đã có ở dòng {lines[line.Tag].Line}: mỗi thẻ một dòng.", $"the card stands on line {lines[line.Tag].Line} already: one card, one line."));
                }
            }

            return lines;
        });
        return [.. lines.Values.Select(line => line.Pass)];
    }

    private PassLine? ReadLine(Csv csv)
    {
        if (members.TagOf(csv, Card, Columns[Card]) is not { } tag)
        {
            return null;
        }

        var line = new PassLine(tag, csv.Day(From), csv.Day(To));
        try
        {
            PointRules.Check(line);
            return line;
        }
        catch (RecordException e)
        {
            throw csv.At(e.Sentence);
        }
    }
}
