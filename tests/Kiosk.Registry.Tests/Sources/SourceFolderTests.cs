using Kiosk.Feed.Targets;
using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

public sealed class SourceFolderTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2)];

    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public SourceFolderTests() => problems = new(files.At("source"));

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Fact]
    public void A_source_folder_becomes_the_content_of_a_publication()
    {
        files.WriteSource(Cards);

        var content = Read().Feed;

        Assert.Equal(
            ["anchors/root.crt", "crls/root.crl", "policy.json", "procedures.json", "profile.json", "registry.crt"],
            content.National.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0x30, content.National["anchors/root.crt"].Span[0]);
        Assert.Equal(SyncPolicy.Default.ToJson(), content.National["policy.json"].ToArray());
        Assert.Equal([2, 1, 2, 0], Assert.Single(content.Provinces).Sets.Select(set => set.Rows.Count));
    }

    [Theory]
    [InlineData("janitor", "members.csv line 2: \"janitor\" is not a duty: operator, clerk, supervisor, with spaces between them.")]
    [InlineData("none", "members.csv line 2: \"none\" is not a duty")]
    public void A_duty_that_no_card_can_have_is_refused_by_its_line(string duty, string sentence)
    {
        files.WriteSource(Cards);
        files.Write("source/provinces/01/members.csv", $"certificate,name,card_number,unit,status,from,duties\n{Cards[0].Base64},Nguyễn Văn A,00000000,Chi bộ 1,official,2010-05-19,operator {duty}\n");

        Read();

        Assert.Contains(problems.ToList(), problem => problem.ToString().Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("source/policy.json", "{}", "policy.json line 1: ")]
    [InlineData("source/profile.json", "{\n\"reading\": {},\n\"freshness\": {\n\"meeting\": \"Never\" } }", "profile.json line 4: freshness.meeting is not one of Refuse, RecordAndFlag")]
    [InlineData("source/profile.json", "{\n\"policy\": []\n}", "profile.json line 2: policy is not known")]
    [InlineData("source/procedures.json", "[{}]", "procedures.json line 1")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A", "english": "A", "level": "x", "validFrom": "2026-01-01", "days": 0 } ]""", "procedures.json: entry 1: \"days\" of A is 0, and terminals name a due date for 1 to 1000 working days only")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A", "english": "A", "level": "x", "validFrom": "2026-01-01", "days": 5000 } ]""", "procedures.json: entry 1: \"days\" of A is 5000, and terminals name a due date for 1 to 1000 working days only")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A", "english": "A", "level": "x", "validFrom": "2026-01-01", "days": 2147483647 } ]""", "procedures.json: entry 1: \"days\" of A is 2147483647, and terminals name a due date for 1 to 1000 working days only")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A\u202E", "english": "A", "level": "x", "validFrom": "2026-01-01" } ]""", "procedures.json: entry 1: the mark of a writing direction U+202E stands in")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A", "english": "A", "level": "x\u202E", "validFrom": "2026-01-01" } ]""", "procedures.json: entry 1: the mark of a writing direction U+202E stands in")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A", "english": "A", "level": "x", "validFrom": "2026-01-01", "legalBasis": "x\u202E" } ]""", "procedures.json: entry 1: the mark of a writing direction U+202E stands in")]
    [InlineData("source/procedures.json", """{ "procedures": [], "holidays": [ { "name": "x\u202E", "from": "2027-02-04" } ] }""", "procedures.json: the mark of a writing direction U+202E stands in")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A\u0007", "english": "A", "level": "x", "validFrom": "2026-01-01" } ]""", "procedures.json: entry 1: the title in Vietnamese has the control character U+0007: type it anew.")]
    [InlineData("source/releases.json", """[ { "version": "1", "architecture": "arm64", "rootHash": "" } ]""", "releases.json: entry 1: the version \"1\" is not two to four numbers with dots")]
    [InlineData("source/releases.json", """[ { "version": "1.4.2", "architecture": "arm64", "rootHash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "update": "kiosk.raucb" } ]""", "updates/kiosk.raucb")]
    [InlineData("source/registry.crt", "no", "registry.crt: this is not a certificate, neither DER nor PEM")]
    [InlineData("source/crls/root.crl", "no", "crls/root.crl: this is not a certificate revocation list")]
    [InlineData("source/anchors/root.txt", "no", "anchors/root.txt: this has no place here; what belongs here: files ending in .crt")]
    [InlineData("source/membres.csv", "", "membres.csv: this has no place here")]
    [InlineData("source/provinces/HN/members.csv", "", "provinces/HN: this is not the folder of a province: its name is the code, 1 to 16 lower-case letters without accents, digits and hyphens: call it hn.")]
    [InlineData("source/provinces/01/members.csv", "name\n", "members.csv line 1: the columns \"certificate\", \"card_number\"")]
    [InlineData("source/provinces/01/meetings/dai-hoi.json", "{\n}", "dai-hoi.json line 1: \"id\", \"title\"")]
    [InlineData("source/procedures.json", """[ { "code": "A", "vietnamese": "A", "english": "A", "level": "x", "validFrom": "2026-01-01" }, { "code": "A", "vietnamese": "A", "english": "A", "level": "x", "validFrom": "2026-01-01" } ]""", "procedures.json: entry 2: the code A is that of entry 1 already")]
    public void A_bad_file_is_named(string name, string content, string sentence)
    {
        files.WriteSource(Cards);
        files.Write(name, content);

        Read();

        Assert.Contains(problems.ToList(), problem => problem.Severity == ProblemSeverity.Error && problem.ToString().Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Releases_and_their_updates_are_published()
    {
        files.WriteSource(Cards);
        files.Write("source/releases.json", $$"""[ { "version": "1.4.2", "architecture": "arm64", "rootHash": "{{new string('a', 64)}}", "update": "kiosk.raucb" } ]""");
        files.Write("source/updates/kiosk.raucb", "hsqs…");

        var content = Read().Feed;

        Assert.Empty(problems.ToList());
        Assert.Equal("1.4.2", Assert.Single(ReleaseList.Parse(content.National["releases.json"].Span)).Version);
        Assert.Equal("hsqs…"u8, content.National["updates/kiosk.raucb"].Span);
    }

    [Fact]
    public void A_certificate_among_the_revocation_lists_is_said_to_be_one()
    {
        files.WriteSource(Cards);
        files.Write("source/crls/issuing.crl", File.ReadAllBytes(files.At("source/registry.crt")));
        files.Write("source/issuers/issuing.crt", File.ReadAllBytes(files.At("source/crls/root.crl")));

        Read();

        Assert.Equal(
            ["crls/issuing.crl: this is a certificate and no revocation list: it belongs into issuers or anchors.", "issuers/issuing.crt: this is a revocation list and no certificate: it belongs into crls."],
            problems.ToList().Select(problem => problem.ToString()));
    }

    [Fact]
    public void All_that_is_wrong_in_all_files_is_said_at_once()
    {
        files.WriteSource(Cards);
        files.Write("source/profile.json", "{ \"reading\": 1 }");
        files.Write("source/policy.json", "[");
        files.Write("source/crls/root.crl", "no");
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + "AAAA,Hoa,1,CB,official,2010-05-19,,\n,,,,exempt,2010,,\n");
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n1,members\n");

        Read();

        Assert.Equal(
            ["crls/root.crl", "policy.json", "profile.json", "provinces/01/meetings/dai-hoi.roster.csv", "provinces/01/members.csv", "provinces/01/members.csv"],
            problems.ToList().Select(problem => problem.File));
    }

    private SourceContent Read() => new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>()), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);
}
