using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>The folder <c>points</c> of a province: <c>ID.json</c>, and where a rule of it says "listed", <c>ID.list.csv</c>.</summary>
internal sealed class PointFiles(string folder, CardNumbers members, SourceProblems problems)
{
    private const string PointEnding = ".json";
    private const int MaxPointLength = 64 * 1024;

    private static readonly ExpectedNames Expected = new([], [], [PassListCsv.Ending, PointEnding]);

    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedLists = new(StringComparer.Ordinal);

    /// <returns>Those that may be published; the rest are problems.</returns>
    public (IReadOnlyList<Point> Points, IReadOnlyList<Pass> Passes) Read()
    {
        var files = Expected.List(folder, problems) ?? [];
        var points = new List<Point>();
        var passes = new List<Pass>();
        foreach (var path in files.Where(file => file.EndsWith(PointEnding, StringComparison.Ordinal)))
        {
            if (problems.Try(() => ReadPoint(path)) is { } point)
            {
                ClaimPlaces(point, path);
                WarnOfUnits(point, path);
                points.Add(point);
                passes.AddRange(ListOf(point, path).Select(line => new Pass(point.Id, line)));
            }
        }

        foreach (var list in files.Where(file => file.EndsWith(PassListCsv.Ending, StringComparison.Ordinal) && !usedLists.Contains(file)))
        {
            problems.Error(list, null, new(
                $"danh sách này không được dùng: không có {Path.GetFileName(list)[..^PassListCsv.Ending.Length]}{PointEnding}, hoặc trong đó không có mục nào ghi \"listed\": true.",
                $"this list is not used: there is no {Path.GetFileName(list)[..^PassListCsv.Ending.Length]}{PointEnding}, or no entry of it says \"listed\": true."));
        }

        return (points, passes);
    }

    private Point? ReadPoint(string path)
    {
        if (SourceJson.Parse(SourceJson.Read(path, problems.Folder, MaxPointLength), RecordJson.Point, path, problems) is not { } point)
        {
            return null;
        }

        try
        {
            PointRules.Check(point, isPublished: false);
        }
        catch (RecordException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }

        MeetingTexts.Judge(point.Title, path, line: null, place: null, problems);
        return point.Id + PointEnding == Path.GetFileName(path)
            ? point
            : throw RegistryException.In(path, new($"tệp mô tả điểm \"{point.Id}\": hãy đặt tên tệp là {point.Id}{PointEnding}.", $"it describes the point \"{point.Id}\": call the file {point.Id}{PointEnding}."));
    }

    // A terminal goes by one point.
    private void ClaimPlaces(Point point, string path)
    {
        var terminals = (point.Terminals ?? []).Select(id => ($"terminal {id}", Place("máy", "terminal", id)));
        foreach (var (place, what) in terminals.Concat((point.Doors ?? []).Select(door => ($"door {door}", Place("cửa", "door", door)))))
        {
            if (!places.TryAdd(place, point.Id))
            {
                problems.Error(path, null, new($"{what.Vietnamese} đã thuộc điểm {places[place]}: mỗi máy và mỗi cửa chỉ thuộc một điểm.", $"{what.English} belongs to the point {places[place]} already: one point for each terminal and door."));
            }
        }
    }

    // Written differently, a unit lets nobody in.
    private void WarnOfUnits(Point point, string path)
    {
        foreach (var unit in point.Admits.SelectMany(rule => rule.Units ?? []).Distinct(StringComparer.Ordinal).Where(unit => !members.HasUnit(unit)))
        {
            problems.Warn(path, null, new($"không đảng viên nào trong {MembersCsv.Name} thuộc đơn vị \"{unit}\": mục này chưa cho ai qua.", $"no member of {MembersCsv.Name} is of the unit \"{unit}\": nobody passes by it."));
        }
    }

    private IReadOnlyList<PassLine> ListOf(Point point, string path)
    {
        if (!point.Admits.Any(rule => rule.Listed is true))
        {
            return [];
        }

        var list = Path.Combine(folder, point.Id + PassListCsv.Ending);
        usedLists.Add(list);
        if (File.Exists(list))
        {
            return new PassListCsv(list, members, problems).Read();
        }

        problems.Error(path, null, new($"thiếu danh sách của điểm {point.Id}: {point.Id}{PassListCsv.Ending}.", $"the list of the point {point.Id} is missing: {point.Id}{PassListCsv.Ending}."));
        return [];
    }

    private static Phrase Place(string vietnamese, string english, string name) => new($"{vietnamese} {name}", $"{english} {name}");
}
