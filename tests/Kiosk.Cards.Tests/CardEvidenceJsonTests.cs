using System.Text;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Tests;

public sealed class CardEvidenceJsonTests
{
    private static readonly CardEvidence.Piv Evidence = new(
        ApplicationIdentifier.Parse("A000000308000010000100"),
        new byte[] { 0x30, 0x00 },
        new CardChallenge("hall-2", Enumerable.Range(0, 32).Select(number => (byte)number).ToArray()),
        0x11,
        new byte[] { 0xAB, 0xCD },
        TimeSpan.FromMilliseconds(52.5),
        new byte[] { 0x30, 0x19 });

    [Fact]
    public void Written_and_read_again_evidence_is_the_same()
    {
        var again = ParsePiv(CardEvidenceJson.ToJson(Evidence));

        Assert.Equal(Evidence.Application, again.Application);
        Assert.Equal(Evidence.Certificate.ToArray(), again.Certificate.ToArray());
        Assert.Equal(Evidence.Challenge.TerminalId, again.Challenge.TerminalId);
        Assert.Equal(Evidence.Challenge.Nonce.ToArray(), again.Challenge.Nonce.ToArray());
        Assert.Equal(Evidence.KeyAlgorithm, again.KeyAlgorithm);
        Assert.Equal(Evidence.Answer.ToArray(), again.Answer.ToArray());
        Assert.Equal(Evidence.AnswerTime, again.AnswerTime);
        Assert.Equal(Evidence.Chuid!.Value.ToArray(), again.Chuid!.Value.ToArray());
    }

    [Fact]
    public void A_CHUID_that_was_not_read_stays_absent() => Assert.Null(ParsePiv(CardEvidenceJson.ToJson(Evidence with { Chuid = null })).Chuid);

    [Fact]
    public void What_kind_it_is_stands_first() => Assert.StartsWith("""{"kind":"piv",""", CardEvidenceJson.ToJson(Evidence), StringComparison.Ordinal);

    [Fact]
    public void What_was_written_before_there_were_kinds_is_PIV()
    {
        var old = CardEvidenceJson.ToJson(Evidence).Replace("\"kind\":\"piv\",", "", StringComparison.Ordinal);

        Assert.Equal(CardEvidenceJson.ToJson(Evidence), CardEvidenceJson.ToJson(ParsePiv(old)));
    }

    [Fact]
    public void A_kind_that_is_not_known_is_named_whatever_else_stands_there()
    {
        var refused = Assert.Throws<CardEvidenceException>(() => Parse("""{ "dataGroups": { "1": "AA==" }, "kind": "emrtd" }"""));

        Assert.StartsWith("This is card evidence of the kind \"emrtd\", and this version judges the kind \"piv\" only", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"kind\":\"piv\"", "\"kind\":\"PIV\"")]
    [InlineData("\"kind\":\"piv\"", "\"kind\":1")]
    [InlineData("\"kind\":\"piv\"", "\"kind\":\"piv\",\"kind\":\"piv\"")]
    [InlineData("\"application\":\"A0", "\"application\":\"G0")]
    [InlineData("\"application\":\"A000000308000010000100\"", "\"application\":\"A000\"")]
    [InlineData("\"keyAlgorithm\":\"11\"", "\"keyAlgorithm\":\"1\"")]
    [InlineData("\"keyAlgorithm\":\"11\"", "\"keyAlgorithm\":\"1111\"")]
    [InlineData("\"keyAlgorithm\":\"11\"", "\"keyAlgorithm\":17")]
    [InlineData("\"terminalId\":\"hall-2\"", "\"terminalId\":\"\"")]
    [InlineData("\"terminalId\":\"hall-2\"", "\"terminalId\":null")]
    [InlineData("\"nonce\":\"AAEC", "\"nonce\":\"AAECAAEC")]
    [InlineData("\"answer\":\"q80=\"", "\"answer\":\"?\"")]
    [InlineData("\"answer\":\"q80=\"", "\"answer\":\"q80=\",\"answer\":\"q80=\"")]
    [InlineData("\"answer\":\"q80=\",", "")]
    [InlineData("\"answerMilliseconds\":52.5,", "")]
    [InlineData("\"answerMilliseconds\":52.5", "\"answerMilliseconds\":-1")]
    [InlineData("\"answerMilliseconds\":52.5", "\"answerMilliseconds\":1e300")]
    [InlineData("\"answerMilliseconds\":52.5", "\"answerMilliseconds\":\"NaN\"")]
    [InlineData("{\"kind\"", "{\"verdict\":\"trusted\",\"kind\"")]
    [InlineData("{\"kind\"", "[{\"kind\"")]
    public void Anything_else_is_refused_with_the_own_exception(string right, string wrong)
    {
        var json = CardEvidenceJson.ToJson(Evidence);
        var broken = json.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(json, broken);

        Assert.Throws<CardEvidenceException>(() => Parse(broken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_no_evidence_at_all_is_refused(string json) => Assert.Throws<CardEvidenceException>(() => Parse(json));

    [Fact]
    public void More_than_a_megabyte_is_not_even_looked_at() =>
        Assert.Throws<CardEvidenceException>(() => CardEvidenceJson.Parse(new byte[(1 << 20) + 1]));

    [Fact]
    public void Bytes_changed_at_random_are_either_read_or_refused_with_the_own_exception()
    {
        var json = Encoding.UTF8.GetBytes(CardEvidenceJson.ToJson(Evidence));
        var random = new Random(3);
        for (var round = 0; round < 5_000; round++)
        {
            var changed = json.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var exception = Record.Exception(() => CardEvidenceJson.Parse(changed));
            Assert.True(exception is null or CardEvidenceException, Encoding.UTF8.GetString(changed) + exception);
        }
    }

    private static CardEvidence.Piv ParsePiv(string json) => Assert.IsType<CardEvidence.Piv>(Parse(json));

    private static CardEvidence Parse(string json) => CardEvidenceJson.Parse(Encoding.UTF8.GetBytes(json));
}
