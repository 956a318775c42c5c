using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Source.Folders;

/// <summary>
/// <c>own-attendance.csv</c>: <c>card, as_of, day, title, came</c>, as <c>collector requests --attendance</c> writes it: what members asked to see of themselves, one line a session, newest first. A line without day says that the
/// member was convened to nothing. Read before the members, so a card is named by its tag.
/// </summary>
internal sealed class OwnAttendanceCsv(string path, SourceProblems problems)
{
    public const string Name = "own-attendance.csv";

    private const int Card = 0;
    private const int AsOf = 1;
    private const int Day = 2;
    private const int Title = 3;
    private const int Came = 4;
    private const int MaxLength = 64 * 1024 * 1024;

    private static readonly string[] Columns = ["card", "as_of", "day", "title", "came"];

    /// <returns>None where there is no such file; an invalid line is reported as a problem.</returns>
    public IReadOnlyDictionary<CardTag, PastAttendance> Read()
    {
        var kept = new Dictionary<CardTag, (DateOnly AsOf, List<PastSession> Sessions)>();
        if (Path.Exists(path))
        {
            problems.Try(() =>
            {
                using var csv = Csv.Open(path, problems, MaxLength, Columns);
                while (csv.TryRead())
                {
                    problems.Try(() => Take(csv, kept));
                }

                return kept;
            });
        }

        return kept.ToDictionary(one => one.Key, one => new PastAttendance(one.Value.AsOf, one.Value.Sessions));
    }

    private static Dictionary<CardTag, (DateOnly AsOf, List<PastSession> Sessions)> Take(Csv csv, Dictionary<CardTag, (DateOnly AsOf, List<PastSession> Sessions)> kept)
    {
        var card = CardNumbers.Unread.TagOf(csv, Card, Columns[Card])
            ?? throw csv.At(new($"card là \"{csv[Card]}\", trong khi tệp này ghi thẻ bằng mã 32 chữ số mà collector viết ra.", $"card is \"{csv[Card]}\"; in this file a card is named by the 32 digits that the collector writes."));
        var asOf = csv.Day(AsOf) ?? throw csv.At(new("as_of để trống.", "as_of is empty."));
        var own = kept.TryGetValue(card, out var known) ? known : (asOf, []);
        kept[card] = own;
        if (csv.Day(Day) is { } day)
        {
            if (own.Sessions.Count == PastAttendance.MaxSessions)
            {
                throw csv.At(new($"thẻ này có hơn {PastAttendance.MaxSessions} phiên.", $"the card has more than {PastAttendance.MaxSessions} sessions."));
            }

            own.Sessions.Add(new(day, TitleIn(csv), CameIn(csv)));
        }

        return kept;
    }

    private static string TitleIn(Csv csv) => csv[Title].Length is > 0 and <= PastAttendance.MaxTitle
        ? VietnameseLetters.Compose(csv[Title])
        : throw csv.At(new($"title phải có từ 1 đến {PastAttendance.MaxTitle} ký tự.", $"title must have 1 to {PastAttendance.MaxTitle} characters."));

    private static CameAs CameIn(Csv csv) => csv[Came].Length == 0
        ? CameAs.Unknown
        : Enumerations.TryParse<CameAs>(csv[Came]) ?? throw csv.At(new($"came là \"{csv[Came]}\", chỉ có: {Enumerations.Names<CameAs>()}, hoặc để trống.", $"came is \"{csv[Came]}\"; there are {Enumerations.Names<CameAs>()}, or nothing."));
}
