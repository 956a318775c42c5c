using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>A meeting's list as Excel saves it (field case 01-excel-csv-shapes), and lines of it that cannot both be true.</summary>
public sealed class RosterCsvTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [DeskPki.Issue(0), DeskPki.Issue(1), DeskPki.Issue(2)];

    private readonly TestFiles files = new();
    private readonly CardNumbers members;

    public RosterCsvTests() => members = TestMembers.Read(
        files.Write("members.csv", TestFiles.MembersHeader + string.Concat(Cards.Select((card, i) => $"{card.Base64},Nguyễn Văn An,HN-{i},Chi bộ 1,official,2010-05-19,,\n"))),
        files.Problems).Numbers;

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("card,class\r\nHN-0,member\r\nHN-1,member\r\n")]
    [InlineData("\uFEFFcard,class\r\nHN-0,member\r\nHN-1,member\r\n")]
    [InlineData("\uFEFFcard;class;area;row;seat\r\nHN-0;member;A;1;1\r\nHN-1;member;A;1;2\r\n")]
    [InlineData("sep=,\r\ncard,class\r\nHN-0,member\r\nHN-1,member\r\n")]
    [InlineData("sep=;\r\ncard;class\r\nHN-0;member\r\nHN-1;member\r\n")]
    [InlineData("card\tclass\r\nHN-0\tmember\r\nHN-1\tmember\r\n")]
    [InlineData("card,class,,\r\nHN-0,member,,\r\nHN-1,member,,\r\n")]
    [InlineData("card,class\r\nHN-0,member,,\r\nHN-1,member,,\r\n")]
    [InlineData("card,class\r\nHN-0,member\r\nHN-1,member\r\n,\r\n,\r\n")]
    [InlineData("card,class\r\n\r\nHN-0,member\r\n,\r\nHN-1,member\r\n")]
    [InlineData("card,class\rHN-0,member\rHN-1,member\r")]
    [InlineData("card ,class \r\nHN-0 ,member \r\nHN-1,member\r\n")]
    [InlineData("Card,CLASS\r\nHN-0,member\r\nHN-1,member\r\n")]
    [InlineData("\"card\",\"class\"\r\n\"HN-0\",\"member\"\r\n\"HN-1\",\"member\"")]
    public void A_list_is_read_in_whatever_shape_a_spreadsheet_saves_it(string content)
    {
        Assert.Equal([CardTag.Of(Cards[0].UuidBytes), CardTag.Of(Cards[1].UuidBytes)], Read(content).Select(entry => entry.Tag));
        Assert.Empty(files.Problems.ToList());
    }

    [Theory]
    [InlineData("", "line 1: the file is empty; its first line names the columns card, class, role")]
    [InlineData("stt,ho_ten,card,class\n1,An,HN-0,member\n", "line 1: there is no column \"stt\", \"ho_ten\"; the columns are card, class, role")]
    [InlineData("card,class\nHN-0,member,,x\n", "line 2: there are 4 fields where the first line has 2")]
    [InlineData("card,class,\nHN-0,member,x\n", "line 2: \"x\" stands in column 3, which has no name in the first line")]
    [InlineData("card,class,role\nHN-0,member\n", "line 2: there are 2 fields where the first line has 3: empty ones have their delimiter too")]
    [InlineData("card,class,role\nHN-0,member,\"a\nb\"\n", "line 2: a quote is not closed; a field may not go over lines: take the line break out of the cell")]
    [InlineData("card,class\nHN-9,member\n", "line 2: the card number \"HN-9\" is not that of a member of members.csv")]
    [InlineData("card,class\n,member\n", "line 2: card is empty")]
    [InlineData("card,class\nHN-0,members\n", "line 2: \"members\" is not a class: guest, member")]
    [InlineData("card,class,area\nHN-0,member,A\n", "line 2: area, row and seat are given together or not at all")]
    [InlineData("card,class\nHN-0,member\nHN-1,member\nHN-0,guest\n", "line 4: the card HN-0 is on line 2 already: one delegate, one line")]
    [InlineData("card,class\nHN-1,member\n5eed0000-0000-4000-8000-000000000001,member\n", "line 3: the card 5eed0000-0000-4000-8000-000000000001 is the card HN-1 of line 2: one delegate, one line")]
    [InlineData("card,class,area,row,seat\nHN-0,member,A,1,7\nHN-1,member,B,1,7\nHN-2,member,a,1,7\n", "line 4: the card HN-2 has the seat of the card HN-0 on line 2: area a, row 1, seat 7")]
    [InlineData("card,class,replaces\nHN-0,delegateElected,\nHN-1,member,HN-0\n", "line 3: the card HN-1 replaces HN-0 and is of the class member: only an alternate replaces somebody")]
    [InlineData("card,class,replaces\nHN-0,guest,\nHN-1,alternate,HN-0\n", "line 3: the card HN-1 replaces HN-0, who is no delegate of this list")]
    [InlineData("card,class,replaces\nHN-0,delegateElected,\nHN-1,alternate,HN-0\nHN-2,alternate,HN-0\n", "line 4: the card HN-2 replaces HN-0, whom the card HN-1 on line 3 replaces already")]
    [InlineData("card,class,invitation,name\n,guest,,Khách\n", "line 2: card is empty")]
    [InlineData("card,class,invitation,name\n,guest,12,\n", "line 2: there is an invitation's number and no name: fill in the column name")]
    [InlineData("card,class,invitation,name\n,guest,12/1,Khách\n", "line 2: invitation is \"12/1\" and not a number such as 12")]
    [InlineData("card,class,invitation,name\n,guest,12,A\nHN-0,member,12/2,\n", "line 3: the invitation 12 is that of the person on line 2: one number, one person")]
    public void A_line_that_is_no_invitation_or_contradicts_another_is_named(string content, string sentence)
    {
        Read(content);

        Assert.Contains(files.Said(ProblemSeverity.Error), error => error.StartsWith($"a.roster.csv {sentence}", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_doubled_seat_is_said_at_once()
    {
        Read("card,class,area,row,seat\nHN-0,member,A,1,7\nHN-1,member,A,1,7\nHN-2,member,A,1,7\n");

        Assert.Equal([3, 4], files.Problems.ToList().Select(problem => problem.Line!.Value));
    }

    [Fact]
    public void An_alternate_may_have_the_seat_of_the_delegate_whose_place_is_taken()
    {
        Read("card,class,area,row,seat,replaces\nHN-0,delegateElected,A,1,7,\nHN-1,alternate,A,1,7,HN-0\n");

        Assert.Empty(files.Problems.ToList());
    }

    [Fact]
    public void A_list_names_cards_by_tag_UUID_or_number_of_the_provinces_members()
    {
        var entries = Read("card,class,replaces\nHN-0,delegateElected,\n5eed0000-0000-4000-8000-000000000002,guest,\n000102030405060708090a0b0c0d0e0f,alternate,HN-0\n");

        Assert.Equal((CardTag.Of(Cards[0].UuidBytes), CardTag.Of(Cards[2].UuidBytes)), (entries[0].Tag, entries[1].Tag));
        Assert.Equal((entries[0].Tag, "000102030405060708090a0b0c0d0e0f"), (entries[2].Replaces, entries[2].Tag.ToString()));
    }

    [Fact]
    public void Whoever_has_no_card_has_a_number_and_a_name_and_a_member_has_their_own()
    {
        var lines = new RosterCsv(files.Write("a.roster.csv", "card,class,invitation,name\n,guest,12/2,Lê Thị Khách\nHN-0,member,7,\n"), "a", members, files.Problems).Read();

        Assert.Equal([(false, "Lê Thị Khách", "12/2"), (true, "Nguyễn Văn An", "7")], lines.Select(line => (line.HasCard, line.Name!, line.Entry.InvitationNumber!)));
        Assert.Equal([InvitationNumber.TryParse("12")!.Value.TagAt("a"), CardTag.Of(Cards[0].UuidBytes)], lines.Select(line => line.Entry.Tag));
        Assert.Empty(files.Problems.ToList());
    }

    [Fact]
    public void A_card_number_that_may_be_on_a_bad_line_of_the_members_is_not_called_unknown()
    {
        var broken = TestMembers.Read(files.Write("members.csv", TestFiles.MembersHeader + "AAAA,An,HN-0,CB,official,2010-01-01,,\n"), files.Problems).Numbers;

        new RosterCsv(files.Write("a.roster.csv", "card,class\nHN-0,member\n"), "a", broken, files.Problems).Read();

        Assert.StartsWith("members.csv line 2: ", files.Error(), StringComparison.Ordinal);
    }

    private IReadOnlyList<RosterEntry> Read(string content) => [.. new RosterCsv(files.Write("a.roster.csv", content), "a", members, files.Problems).Read().Select(line => line.Entry)];
}
