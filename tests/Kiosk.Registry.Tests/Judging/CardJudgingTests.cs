using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Judging;

/// <summary>What of the card profile excludes a member's card by its certificate alone is said before terminals turn the member away.</summary>
public sealed class CardJudgingTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2)];

    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public CardJudgingTests() => problems = new(files.At("source"));

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Theory]
    [InlineData("""{ "reading": { "keyAlgorithms": ["07"] } }""", "asks cards with 07 only (reading.keyAlgorithms)", "\"keyAlgorithms\" of \"reading\" in profile.json")]
    [InlineData("""{ "reading": { "greatestCertificate": 100 } }""", "the card profile takes 100 at most (reading.greatestCertificate)", "\"greatestCertificate\" of \"reading\" in profile.json")]
    [InlineData("""{ "reading": { "greatestCertificateObject": 100 } }""", "the card profile takes 100 at most (reading.greatestCertificateObject)", "\"greatestCertificateObject\" of \"reading\" in profile.json")]
    [InlineData("""{ "extendedKeyUsage": "1.2.3" }""", "and not the card profile's 1.2.3", "\"extendedKeyUsage\" in profile.json")]
    [InlineData("""{ "policies": ["1.2.3"] }""", "none of those that the card profile asks for (1.2.3)", "\"policies\" in profile.json")]
    [InlineData("""{ "requiresChuid": true, "requiresFascN": true }""", "names no FASC-N, which the card profile asks for (requiresFascN)", "\"requiresFascN\" in profile.json")]
    [InlineData("""{ "algorithms": { "signatures": ["RsaSha256"] } }""", "(algorithms", "\"algorithms\" in profile.json")]
    public void A_profile_that_excludes_every_card_is_refused_and_that_is_said_first(string profile, string rule, string place)
    {
        files.WriteSource(Cards);
        files.Write("source/profile.json", profile);

        Read();

        var errors = Said(ProblemSeverity.Error);
        Assert.StartsWith($"No terminal would take the card of any member (2 of 2): 2 cards by {place}.", errors[0], StringComparison.Ordinal);
        Assert.All([2, 3], line => Assert.Contains(errors, error =>
            error.StartsWith($"provinces/01/members.csv line {line}: certificate: The ", StringComparison.Ordinal) && error.Contains(rule, StringComparison.Ordinal) && error.Contains(place, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "reading": { "keyAlgorithms": ["11"] } }""", "on the curve P384, the algorithm reference 14, and the card profile asks cards with 11 only (reading.keyAlgorithms)")]
    [InlineData("""{ "algorithms": { "curves": ["P256"] } }""", "on the curve P384, which the card profile does not allow (algorithms.curves)")]
    public void One_card_that_the_profile_excludes_is_refused_by_its_line_alone(string profile, string rule)
    {
        files.WriteSource(DeskPki.Issue(1), DeskPki.Issue(2, KeyKind.P384));
        files.Write("source/profile.json", profile);

        Read();

        var error = Assert.Single(Said(ProblemSeverity.Error));
        Assert.StartsWith("provinces/01/members.csv line 3: certificate: ", error, StringComparison.Ordinal);
        Assert.Contains(rule, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_fits_only_when_it_is_compressed_is_not_excluded()
    {
        files.WriteSource(Cards);
        files.Write("source/profile.json", $$"""{ "reading": { "greatestCertificateObject": {{Cards[0].Certificate.Length}} } }""");

        Read();

        Assert.Empty(Said(ProblemSeverity.Error));
    }

    [Fact]
    public void An_expired_card_is_warned_of_and_holds_nothing_back()
    {
        files.WriteSource(DeskPki.Issue(1), DeskPki.IssueExpired(2));

        Read();

        Assert.Empty(Said(ProblemSeverity.Error));
        Assert.StartsWith("provinces/01/members.csv line 3: certificate: the certificate expired on ", Assert.Single(Said(ProblemSeverity.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_whose_time_is_over_is_warned_of_before_anything_else()
    {
        files.WriteSource(DeskPki.Issue(1, KeyKind.P384));
        files.Write("source/profile.json", """{ "algorithms": { "curves": ["P256", { "value": "P384", "notAfter": "2020-01-01T00:00:00Z" }] } }""");

        Read();

        var warnings = Said(ProblemSeverity.Warning);
        Assert.StartsWith("No terminal would take the card of any member (1 of 1): 1 card by today's date.", warnings[0], StringComparison.Ordinal);
        Assert.Contains("(algorithms.curves). Terminals refuse the card", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_accepted_as_unusable_is_warned_of()
    {
        files.WriteSource(Cards);
        files.Write("source/profile.json", """{ "reading": { "keyAlgorithms": ["07"] } }""");

        Read(acceptsUnusable: true);

        Assert.Empty(Said(ProblemSeverity.Error));
        Assert.Equal(3, Said(ProblemSeverity.Warning).Count);
    }

    private void Read(bool acceptsUnusable = false) =>
        new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>(), AcceptsUnusable: acceptsUnusable), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);

    private List<string> Said(ProblemSeverity severity) => [.. problems.ToList().Where(problem => problem.Severity == severity).Select(problem => problem.ToString())];
}
