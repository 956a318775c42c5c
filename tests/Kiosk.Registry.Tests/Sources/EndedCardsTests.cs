using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Sources;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>Cards that were handed in at a desk, as the collector exports them.</summary>
public sealed class EndedCardsTests : IDisposable
{
    private const string Path = "source/provinces/01/ended-cards.csv";

    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2), DeskPki.Issue(3)];

    private readonly TestFiles files = new();
    private readonly SourceProblems problems;

    public EndedCardsTests()
    {
        problems = new(files.At("source"));
        files.WriteSource(Cards);
    }

    public void Dispose()
    {
        VietnameseText.AssertSpoken(problems);
        files.Dispose();
    }

    [Fact]
    public void The_record_of_a_card_that_was_handed_in_is_not_published_and_its_holder_is_convened_by_the_new_one()
    {
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n00000000,member\n00000002,member\n");
        files.Write(Path, $"card,new_card,at,terminal\r\n{Tag(0)},{Tag(1)},2026-11-29,HN-01\r\n");

        var content = Read();

        Assert.DoesNotContain(problems.ToList(), problem => problem.Severity is ProblemSeverity.Error);
        var rows = Assert.Single(content.Rows).Value;
        Assert.Equal(new HashSet<string> { Tag(1), Tag(2) }, rows.Members.Select(tag => tag.ToString()).ToHashSet());
        Assert.Equal([Tag(1), Tag(2)], rows.Invitations.Select(one => one.Entry.Tag.ToString()));
        Assert.Equal(2, Assert.Single(content.Feed.Provinces).Sets.Single(set => set.DataClass is DataClass.Members).Rows.Count);
    }

    [Fact]
    public void A_person_listed_with_both_cards_is_convened_once()
    {
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n00000000,member\n00000001,member\n");
        files.Write(Path, $"card,new_card\n{Tag(0)},{Tag(1)}\n");

        Assert.Equal([Tag(1)], Assert.Single(Read().Rows).Value.Invitations.Select(one => one.Entry.Tag.ToString()));
    }

    [Theory]
    [InlineData("card,new_card\n00000000,00000000\n", "line 2: card and new_card are the same card.")]
    [InlineData("card,new_card\n,00000001\n", "line 2: card is empty.")]
    [InlineData("card\n99999999\n", "line 2: the card number \"99999999\" is not that of a member")]
    public void A_line_that_ends_no_card_is_refused(string csv, string sentence)
    {
        files.Write(Path, csv);

        Read();

        Assert.Contains(problems.ToList(), problem => problem.Severity is ProblemSeverity.Error && problem.ToString().Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_card_that_nobody_has_is_warned_of_and_the_CA_is_named()
    {
        files.Write(Path, $"card,new_card\n{Tag(0)},{new string('a', 32)}\n");

        Read();

        Assert.Contains(problems.ToList(), problem => problem.Severity is ProblemSeverity.Warning && problem.ToString().Contains("its holder has no card left", StringComparison.Ordinal));
        Assert.Contains(problems.ToList(), problem => problem.Severity is ProblemSeverity.Note && problem.ToString().Contains("Have the CA revoke", StringComparison.Ordinal));
    }

    private static string Tag(int index) => CardTag.Of(Cards[index].Uuid.ToByteArray(bigEndian: true)).ToString();

    private SourceContent Read() => new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>()), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);
}
