using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>File names as Windows, macOS and browsers leave them: field cases 04-silent-members and 15-members-wiped.</summary>
public sealed class ExpectedNamesTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2)];

    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public ExpectedNamesTests()
    {
        files.WriteSource(Cards);
        problems = new(files.At("source"));
    }

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Theory]
    [InlineData("provinces/01/members.csv", "provinces/01/Members.csv", "members.csv")]
    [InlineData("provinces/01/members.csv", "provinces/01/members.CSV", "members.csv")]
    [InlineData("provinces/01/members.csv", "provinces/01/members.csv.txt", "members.csv")]
    [InlineData("provinces/01/members.csv", "provinces/01/members (1).csv", "members.csv")]
    [InlineData("provinces/01/members.csv", "provinces/01/members - Copy.csv", "members.csv")]
    [InlineData("provinces/01/members.csv", "provinces/01/members.csv~", "members.csv")]
    [InlineData("provinces/01/meetings", "provinces/01/Meetings", "meetings")]
    [InlineData("provinces/01/meetings/dai-hoi.roster.csv", "provinces/01/meetings/dai-hoi.roster.CSV", "dai-hoi.roster.csv")]
    [InlineData("provinces/01/meetings/dai-hoi.roster.csv", "provinces/01/meetings/dai-hoi.Roster.csv", "dai-hoi.roster.csv")]
    [InlineData("provinces/01/meetings/dai-hoi.json", "provinces/01/meetings/dai-hoi.json.txt", "dai-hoi.json")]
    [InlineData("provinces/01/meetings/dai-hoi.json", "provinces/01/meetings/dai-hoi (2).json", "dai-hoi.json")]
    [InlineData("crls/root.crl", "crls/root (1).crl", "root.crl")]
    [InlineData("crls/root.crl", "crls/root.CRL", "root.crl")]
    [InlineData("crls/root.crl", "crls/root.crl.txt", "root.crl")]
    [InlineData("crls", "CRLs", "crls")]
    [InlineData("anchors", "Anchors", "anchors")]
    [InlineData("anchors/root.pem", "anchors/Copy of root.pem", "root.pem")]
    [InlineData("profile.json", "Profile.json", "profile.json")]
    [InlineData("profile.json", "profile.json.txt", "profile.json")]
    [InlineData("registry.crt", "registry.CRT", "registry.crt")]
    public void A_name_that_nearly_fits_is_refused_with_the_one_that_is_meant(string right, string wrong, string meant)
    {
        Directory.Move(files.At($"source/{right}"), files.At($"source/{wrong}"));

        Read();

        var kind = Directory.Exists(files.At($"source/{wrong}")) ? "folder" : "file";
        Assert.Contains($"{wrong}: a {kind} of this name is not read: call it {meant}, or take it away.", Errors());
    }

    [Theory]
    [InlineData(".DS_Store")]
    [InlineData("._root.crl")]
    [InlineData("Thumbs.db")]
    [InlineData("thumbs.db")]
    [InlineData("desktop.ini")]
    [InlineData("~$members.csv")]
    [InlineData(".~lock.members.csv#")]
    [InlineData("System Volume Information")]
    [InlineData("$RECYCLE.BIN")]
    [InlineData("__MACOSX")]
    [InlineData("Icon\r")]
    public void Litter_of_desktops_is_passed_over_everywhere_and_said_in_one_line(string name)
    {
        string[] places = [name, $"crls/{name}", $"anchors/{name}", $"provinces/{name}", $"provinces/01/{name}", $"provinces/01/meetings/{name}"];
        Assert.All(places, place => files.Write($"source/{place}", "x"));

        Read();

        var note = Assert.Single(problems.ToList());
        Assert.Equal(ProblemSeverity.Note, note.Severity);
        Assert.StartsWith("Passed over, as desktops and office programs leave such files: ", note.Sentence.English, StringComparison.Ordinal);
        Assert.All(places, place => Assert.Contains(place.TrimEnd('\r'), note.Sentence.English, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("provinces/01/danh-sach.csv", "what belongs here: members.csv, ended-cards.csv, own-attendance.csv, meetings, points, files ending in .crt")]
    [InlineData("provinces/01/meetings/readme.txt", "what belongs here: calendar.json, files ending in .roster.csv, files ending in .json, files ending in .ics.")]
    [InlineData("issuers/issuing.p7b", "what belongs here: files ending in .crt, files ending in .der, files ending in .pem.")]
    public void A_file_that_nobody_reads_is_refused(string name, string sentence)
    {
        files.Write($"source/{name}", "x");

        Read();

        Assert.Equal([$"{name}: this has no place here; "], Errors().Select(error => error.Split("what belongs")[0]));
        Assert.Contains(sentence, Errors()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_lie_in_a_province_where_members_csv_says()
    {
        files.Write("source/provinces/01/cards/1.der", Cards[0].Certificate.ToArray());
        files.Write("source/provinces/01/2.crt", Cards[1].Certificate.ToArray());

        Read();

        Assert.Empty(problems.ToList());
    }

    [Fact]
    public void A_folder_where_a_file_is_expected_is_refused()
    {
        Directory.CreateDirectory(files.At("source/crls/old.crl"));

        Read();

        Assert.StartsWith("crls/old.crl: this has no place here", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_province_without_its_members_is_refused_and_not_emptied()
    {
        File.Delete(files.At("source/provinces/01/members.csv"));

        Read();

        Assert.Equal(["provinces/01/members.csv: the file is missing; for a province without members write its first line alone."], Errors());
    }

    [Theory]
    [InlineData("Ha-Noi", ": call it ha-noi.")]
    [InlineData("ha noi", ": call it ha-noi.")]
    [InlineData("hà-nội", "digits and hyphens.")]
    public void The_folder_of_a_province_bears_its_code(string name, string ending)
    {
        Directory.Move(files.At("source/provinces/01"), files.At($"source/provinces/{name}"));

        Read();

        Assert.EndsWith(ending, Assert.Single(Errors()), StringComparison.Ordinal);
    }

    private void Read() => new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>()), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);

    private List<string> Errors() => [.. problems.ToList().Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.ToString())];
}
