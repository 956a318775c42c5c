using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>Doors without staff in the source folder.</summary>
public sealed class PointFilesTests : IDisposable
{
    private const string Tag = "00112233445566778899aabbccddeeff";
    private const string Good = """
        {
          "id": "kho",
          "title": "Kho lưu trữ",
          "terminals": ["HN-07"],
          "admits": [
            { "units": ["Chi bộ 1"], "hours": [ { "from": "07:00:00", "to": "18:00:00", "days": ["monday"] } ] },
            { "listed": true }
          ],
          "passback": { "second": "record", "forgivenAfter": "08:00:00" }
        }
        """;

    private static readonly IssuedCard Card = DeskPki.Issue(0);

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_point_is_read_with_its_list()
    {
        var (points, passes) = Read(Good, $"card,from,to\n{Tag},2026-11-01,2026-11-30\n");

        Assert.Empty(files.Problems.ToList());
        var point = Assert.Single(points);
        Assert.Equal(("kho", PassbackAnswer.Record, TimeSpan.FromHours(8)), (point.Id, point.Passback!.Second, point.Passback.ForgivenAfter));
        Assert.Equal(DayOfWeek.Monday, Assert.Single(Assert.Single(point.Admits[0].Hours!).Days!));
        Assert.Equal(new Pass("kho", new(CardTag.FromBytes(Convert.FromHexString(Tag)), new(2026, 11, 1), new(2026, 11, 30))), Assert.Single(passes));
    }

    [Theory]
    [InlineData("\"id\": \"kho\"", "\"id\": \"khac\"", "it describes the point \"khac\": call the file khac.json")]
    [InlineData("\"id\": \"kho\"", "\"id\": \"kho a\"", "the id \"kho a\" is not 1 to 64 letters")]
    [InlineData("\"Kho lưu trữ\"", "\" \"", "the title is empty")]
    [InlineData("\"terminals\": [\"HN-07\"],", "", "it names neither a terminal (terminals) nor a door (doors)")]
    [InlineData("[\"HN-07\"]", "[\"HN-07\", \"HN-07\"]", "terminals has an entry twice")]
    [InlineData("[\"HN-07\"]", "[\"\"]", "terminals has an empty entry")]
    [InlineData("\"units\": [\"Chi bộ 1\"], ", "", "entry 1 of admits does not say who may pass")]
    [InlineData("\"units\": [\"Chi bộ 1\"]", "\"units\": []", "entry 1 of admits: units is empty")]
    [InlineData("\"units\": [\"Chi bộ 1\"]", "\"duties\": [\"none\"]", "entry 1 of admits: duties is empty, or has \"none\"")]
    [InlineData("\"units\": [\"Chi bộ 1\"]", "\"duties\": [\"boss\"]", "\"boss\" and not one of \"none\", \"operator\"")]
    [InlineData("18:00:00", "07:00:00", "entry 1 of admits: hours is empty, or a window ends when it begins")]
    [InlineData("18:00:00", "6 pm", "\"to\" is \"6 pm\" and not a time of day such as \"22:00\"")]
    [InlineData("[\"monday\"]", "[\"mon\"]", "is \"mon\" and not one of \"sunday\", \"monday\"")]
    [InlineData("08:00:00", "2.00:00:00", "passback.forgivenAfter must be more than nothing and at most a day")]
    [InlineData("\"record\"", "\"warn\"", "\"second\" is \"warn\" and not one of \"refuse\", \"record\"")]
    [InlineData("\"terminals\"", "\"terminal\"", "\"terminal\" is not known")]
    [InlineData("\"id\": \"kho\",", "\"id\": \"kho\", \"key\": \"AAAA\",", "\"key\" is made by the desk: leave it out")]
    public void A_rule_that_cannot_be_meant_is_refused_with_a_sentence(string right, string wrong, string sentence)
    {
        Read(Good.Replace(right, wrong, StringComparison.Ordinal), $"card\n{Tag}\n");

        Assert.Contains(sentence, Sentences(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("card\nxyz\n", "line 2: the card number \"xyz\" is not that of a member")]
    [InlineData("card\n" + Tag + "\n" + Tag + "\n", "line 3: the card stands on line 2 already")]
    [InlineData("card,from,to\n" + Tag + ",2026-12-02,2026-12-01\n", "line 2: the last day 2026-12-01 is before the first one 2026-12-02")]
    [InlineData("card,from\n" + Tag + ",tomorrow\n", "line 2: from is \"tomorrow\" and not a day")]
    [InlineData("name\nx\n", "the column \"card\" is missing")]
    public void A_line_of_a_list_that_is_wrong_is_said(string list, string sentence)
    {
        Read(Good, list);

        Assert.Contains(sentence, Sentences(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_use_a_missing_list_and_a_place_of_two_points_are_said()
    {
        files.Write("points/kho.json", Good);
        files.Write("points/hai.json", Good.Replace("\"kho\"", "\"hai\"", StringComparison.Ordinal).Replace("{ \"listed\": true }", "{ \"members\": true }", StringComparison.Ordinal));
        files.Write("points/hai.list.csv", "card\n");
        Read();

        Assert.Contains("hai.list.csv: this list is not used", Sentences(), StringComparison.Ordinal);
        Assert.Contains("kho.json: the list of the point kho is missing: kho.list.csv", Sentences(), StringComparison.Ordinal);
        Assert.Contains("terminal HN-07 belongs to the point hai already", Sentences(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_no_member_has_is_warned_of()
    {
        Read(Good, $"card\n{Tag}\n", unit: "Chi bộ 2");

        Assert.Contains("no member of members.csv is of the unit \"Chi bộ 1\"", Sentences(), StringComparison.Ordinal);
    }

    private string Sentences() => string.Join('\n', files.Problems.ToList().Select(problem => problem.ToString()));

    private (IReadOnlyList<Point> Points, IReadOnlyList<Pass> Passes) Read(string point, string list, string unit = "Chi bộ 1")
    {
        files.Write("points/kho.json", point);
        files.Write("points/kho.list.csv", list);
        return Read(unit);
    }

    private (IReadOnlyList<Point> Points, IReadOnlyList<Pass> Passes) Read(string unit = "Chi bộ 1")
    {
        var members = TestMembers.Read(files.Write("members.csv", $"{TestFiles.MembersHeader}{Card.Base64},Nguyễn Văn An,HN-0,{unit},official,2010-05-19,,\n"), files.Problems).Numbers;
        return new PointFiles(files.At("points"), members, files.Problems).Read();
    }
}
