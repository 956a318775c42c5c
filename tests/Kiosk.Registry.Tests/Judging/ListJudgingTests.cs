using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Tests.Judging;

/// <summary>Of a list that is refused one thing is said, with one remedy, and not that its authority has none.</summary>
public sealed class ListJudgingTests : IDisposable
{
    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public ListJudgingTests()
    {
        problems = new(files.At("source"));
        files.WriteSource(DeskPki.Issue(1));
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "1 byte follows the end of the CRL, such as a line end that was added on the way. Fetch it again, in binary.", [.. DeskPki.Known.IssueCrl(1), (byte)'\n'] },
        { "The CRL is cut short: it ends before what its own lengths claim. Fetch it again.", DeskPki.Known.IssueCrl(1)[..^20] },
        { "The CRL covers only certificates of one distribution point; only complete lists of one issuer are used here. Get the authority's complete list.", DeskPki.IssueCrlOfOnePoint() },
    };

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_list_that_is_refused_has_one_sentence_with_one_remedy(string sentence, byte[] list)
    {
        files.Write("source/crls/root.crl", list);

        Assert.Equal([$"crls/root.crl: {sentence} Until then no terminal uses this list: each keeps the one before it, and one that has none confirms no card of this authority."], Errors());
    }

    [Fact]
    public void A_list_that_nobody_known_signed_is_named_by_its_issuer_and_a_date_that_is_read_at_a_glance()
    {
        files.Write("source/crls/other.crl", DeskPki.Stranger.IssueCrl(1, new DateTimeOffset(2026, 3, 9, 4, 34, 39, TimeSpan.Zero)));

        Assert.StartsWith(
            "crls/other.crl: The CRL of \"Somebody Else\", dated 2026-03-09 04:34Z, is of an issuer whose certificate is not among the known ones. Add that CA's certificate, or take the list out.",
            Assert.Single(Errors()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_was_changed_on_the_way_says_so()
    {
        var list = DeskPki.Known.IssueCrl(1);
        list[^1] ^= 1;
        files.Write("source/crls/root.crl", list);

        Assert.Contains("is not signed by the key of the certificate that bears its issuer's name: the file was changed on the way, or the CA has a newer key.", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_a_greater_number_and_an_earlier_date_than_the_published_one_is_refused_with_both_dates()
    {
        var now = TimeProvider.System.GetUtcNow();
        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(8, now.AddHours(-3)));

        var error = Assert.Single(Errors(DeskPki.Known.IssueCrl(7, now.AddHours(-2))));

        Assert.StartsWith($"crls/root.crl: CRL number 8 is dated {now.AddHours(-3):yyyy-MM-dd HH:mm:ss'Z'}, before CRL number 7, which was published last and is dated {now.AddHours(-2):yyyy-MM-dd HH:mm:ss'Z'}; ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_a_greater_number_and_the_same_date_follows_the_published_one()
    {
        var now = TimeProvider.System.GetUtcNow();
        files.Write("source/crls/root.crl", DeskPki.Known.IssueCrl(8, now.AddHours(-2)));

        Assert.Empty(Errors(DeskPki.Known.IssueCrl(7, now.AddHours(-2))));
    }

    private List<string> Errors(params byte[][] published)
    {
        var last = published.ToDictionary(_ => "crls/root.crl", StringComparer.Ordinal);
        new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), last), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);
        return [.. problems.ToList().Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.ToString())];
    }
}
