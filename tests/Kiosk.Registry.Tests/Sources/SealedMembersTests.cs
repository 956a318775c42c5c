using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Sources;

public sealed class SealedMembersTests : IDisposable
{
    private const string Good = "Nguyễn Thị Hoa,00000007,Chi bộ 1,official,2010-05-19,,";

    private static readonly IssuedCard Card = DeskPki.Issue(1);
    private static readonly IssuedCard Other = DeskPki.Issue(2);

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_member_opens_with_the_card_of_the_line()
    {
        var row = Assert.Single(Read($"{Card.Base64},{Good}\n"));

        var member = MemberSeal.Open(row.Value, Card.UuidBytes, Card.SubjectPublicKeyInfo, TestFiles.Audience);
        Assert.Equal(TestFiles.Audience.MemberKey(CardTag.Of(Card.UuidBytes)), row.Key);
        Assert.Equal(("Nguyễn Thị Hoa", "00000007", "Chi bộ 1"), (member.Name, member.CardNumber, member.Unit));
        Assert.Equal([new MembershipPeriod(MemberStatus.Official, new(2010, 5, 19), null, null)], member.Periods);
    }

    [Fact]
    public void A_certificate_may_lie_in_a_file_as_PEM_or_DER()
    {
        files.Write("cards/1.pem", new string(System.Security.Cryptography.PemEncoding.Write("CERTIFICATE", Card.Certificate.Span)));
        files.Write("cards/2.crt", Other.Certificate.ToArray());

        Assert.Equal(2, Read($"cards/1.pem,{Good}\ncards/2.crt,{Good}\n").Count);
    }

    [Fact]
    public void A_line_without_certificate_adds_a_period_to_the_member_above()
    {
        var row = Assert.Single(Read($"{Card.Base64},{Good}\n,,,,exempt,2024-01-01,2024-06-30,12-QĐ/ĐU\n"));

        Assert.Equal(
            new MembershipPeriod(MemberStatus.Exempt, new(2024, 1, 1), new(2024, 6, 30), "12-QĐ/ĐU"),
            MemberSeal.Open(row.Value, Card.UuidBytes, Card.SubjectPublicKeyInfo, TestFiles.Audience).Periods[1]);
    }

    [Fact]
    public void The_rows_ascend_however_the_lines_stand()
    {
        var cards = Enumerable.Range(0, 30).Select(number => DeskPki.Issue(number)).ToList();

        var province = new SealedProvince(new(ProvinceCode.Parse("01"), Read(string.Concat(cards.Select(card => $"{card.Base64},{Good}\n"))), [], [], []), SourceKeys.ForLooking);
        var keys = province.Content.Sets[0].Rows.Select(row => Convert.ToHexString(row.Key.Span)).ToList();

        Assert.Equal(30, keys.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void What_is_called_off_with_its_last_member_is_called_off_and_not_refused()
    {
        files.Write("members.csv", $"{TestFiles.MembersHeader}{Card.Base64},{Good}\n{Card.Base64},{Good}\n");
        using var off = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => TestMembers.Read(files.At("members.csv"), files.Problems, new CallsOff(off), off.Token));
    }

    [Fact]
    public void One_card_on_two_lines_is_refused_by_both_lines_and_both_numbers() =>
        Refused($"{Card.Base64},{Good}\n{Other.Base64},{Good}\n{Card.Base64},{Good.Replace("00000007", "00000009", StringComparison.Ordinal)}\n", "line 4: the card 00000009 is that of line 2 again, where its number is 00000007");

    [Fact]
    public void One_card_number_with_two_names_is_warned_of()
    {
        Read($"{Card.Base64},{Good}\n{Other.Base64},{Good.Replace("Hoa", "Mai", StringComparison.Ordinal)}\n");

        Assert.Equal(["members.csv line 3: the card number 00000007 is Nguyễn Thị Hoa's on line 2 and Nguyễn Thị Mai's here."], files.Said(ProblemSeverity.Warning));
    }

    [Fact]
    public void Every_line_that_is_no_member_is_said_at_once()
    {
        Read($"{Card.Base64},{Good.Replace("official", "oficial", StringComparison.Ordinal)}\nAAAA,{Good}\n{Other.Base64},,1,Chi bộ 1,official,2010-05-19,,\n");

        Assert.Equal([2, 3, 4], files.Problems.ToList().Select(problem => problem.Line!.Value));
    }

    [Fact]
    public void A_certificate_without_a_card_UUID_is_refused() =>
        Refused($"{DeskPki.Issue(3).WithUris("https://example.org").Base64},{Good}\n", "line 2: The certificate's subjectAltName names no UUID");

    [Fact]
    public void A_certificate_with_two_card_UUIDs_is_refused() =>
        Refused($"{DeskPki.Issue(3).WithUris("urn:uuid:00000000-0000-0000-0000-000000000001", "urn:uuid:00000000-0000-0000-0000-000000000002").Base64},{Good}\n", "line 2: The certificate's subjectAltName names 2 UUIDs");

    [Fact]
    public void A_certificate_with_any_byte_cut_off_is_refused() =>
        Assert.All(Enumerable.Range(1, 40), cut => Refused($"{Convert.ToBase64String(Card.Certificate.Span[..^cut])},{Good}\n", "line 2: "));

    [Theory]
    [InlineData("Nguyễn Thị Hoa,7,Chi bộ 1,official,2010-05-19,", "line 2: there are 7 fields where the first line has 8")]
    [InlineData("Hoa,7,Chi bộ 1,official,2010-05-19,,,x", "line 2: there are 9 fields where the first line has 8: a field with a \",\" in it stands in quotes")]
    [InlineData(",7,Chi bộ 1,official,2010-05-19,,", "line 2: name is empty")]
    [InlineData("Hoa,,Chi bộ 1,official,2010-05-19,,", "line 2: card_number is empty")]
    [InlineData("Hoa,7,Chi bộ 1,member,2010-05-19,,", "line 2: \"member\" is not a status")]
    [InlineData("Hoa,7,Chi bộ 1,unknown,2010-05-19,,", "line 2: \"unknown\" is not a status")]
    [InlineData("Hoa,7,Chi bộ 1,official,,,", "line 2: from is missing")]
    [InlineData("Hoa,7,Chi bộ 1,official,19/05/2010,,", "line 2: from is \"19/05/2010\" and not a day")]
    [InlineData("Hoa,7,Chi bộ 1,official,2010-05-19,2010-05-18,", "line 2: the period ends before it begins")]
    [InlineData("\"Hoa,7,Chi bộ 1,official,2010-05-19,,", "line 2: a quote is not closed")]
    public void A_line_that_is_no_member_is_named(string rest, string sentence) => Refused($"{Card.Base64},{rest}\n", sentence);

    [Fact]
    public void A_period_before_any_member_is_refused() => Refused(",,,,exempt,2024-01-01,,\n", "line 2: a line without certificate only adds a period");

    [Fact]
    public void A_certificate_that_is_not_there_is_named() => Refused($"cards/9.pem,{Good}\n", "line 2: the certificate \"cards/9.pem\" cannot be used: the file is missing.");

    [Theory]
    [InlineData("certificate,name,card_number,unit,status\n", "line 1: the column \"from\" is missing")]
    [InlineData("certificate,name,card_number,unit,status,from,height\n", "line 1: there is no column \"height\"")]
    [InlineData("certificate,name,card_number,unit,status,from,from\n", "line 1: a column stands twice")]
    [InlineData("", "line 1: the file is empty")]
    public void A_first_line_with_other_columns_is_refused(string content, string sentence)
    {
        TestMembers.Read(files.Write("members.csv", content), files.Problems);

        Assert.Contains(sentence, files.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        TestMembers.Read(files.At("none.csv"), files.Problems);

        Assert.Equal("none.csv: the file is missing.", files.Error());
    }

    [Fact]
    public async Task Sealing_can_be_called_off()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => TestMembers.Read(files.Write("members.csv", TestFiles.MembersHeader + $"{Card.Base64},{Good}\n"), files.Problems, progress: null, stopped.Token));
    }

    private IReadOnlyList<SealedMember> Read(string lines) => TestMembers.Read(files.Write("members.csv", TestFiles.MembersHeader + lines), files.Problems).Members;

    private void Refused(string lines, string sentence)
    {
        Read(lines);
        Assert.Contains(files.Said(ProblemSeverity.Error), error => error.Contains(sentence, StringComparison.Ordinal));
    }

    private sealed class CallsOff(CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value) => source.Cancel();
    }
}
