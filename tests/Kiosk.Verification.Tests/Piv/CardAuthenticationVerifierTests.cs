using System.Formats.Asn1;
using System.Numerics;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.Piv;

public sealed class CardAuthenticationVerifierTests
{
    private static readonly TrustStore Trust = new TestTrust().Create();
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber);

    private readonly ReplayCache answers = new();

    [Theory]
    [InlineData((byte)KeyKind.P256)]
    [InlineData((byte)KeyKind.Rsa2048)]
    public void An_answer_by_another_key_is_a_mismatch(byte kind)
    {
        var challenge = IssuedCard.DrawChallenge();
        var (card, other) = (TestPki.Issue(serial: 1, (KeyKind)kind), TestPki.Issue(serial: 2, (KeyKind)kind));
        var copy = card.Evidence(challenge) with { Answer = other.Key.Answer(challenge, card.Certificate.Span) };

        Assert.Equal(ReasonCode.KeyMismatch, CodeOf(copy));
    }

    [Fact]
    public void An_answer_to_an_earlier_challenge_is_a_replay()
    {
        var card = TestPki.Issue();
        var earlier = card.Evidence();
        answers.Remember(earlier.Answer);

        Assert.Equal(ReasonCode.KeyReplay, CodeOf(earlier with { Challenge = IssuedCard.DrawChallenge() }));
    }

    [Fact]
    public void One_answer_for_every_challenge_is_a_mismatch_first_and_a_replay_from_then_on()
    {
        var card = TestPki.Issue();
        var stolen = card.Evidence().Answer;

        var first = CodeOf(card.Evidence() with { Answer = stolen });
        answers.Remember(stolen);
        var second = CodeOf(card.Evidence() with { Answer = stolen });

        Assert.Equal((ReasonCode.KeyMismatch, ReasonCode.KeyReplay), (first, second));
    }

    [Theory]
    [InlineData((byte)KeyKind.P256, 1500)]
    [InlineData((byte)KeyKind.P384, 2500)]
    [InlineData((byte)KeyKind.Rsa2048, 2000)]
    [InlineData((byte)KeyKind.Rsa3072, 3000)]
    public void An_answer_counts_until_its_algorithms_limit_and_not_a_tick_longer(byte kind, int milliseconds)
    {
        var evidence = TestPki.Issue(serial: 1, (KeyKind)kind).Evidence() with { AnswerTime = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Null(CodeOf(evidence));
        Assert.Equal(ReasonCode.KeyLate, CodeOf(evidence with { AnswerTime = evidence.AnswerTime + TimeSpan.FromTicks(1) }));
    }

    [Fact]
    public void An_answer_delayed_by_three_and_a_half_seconds_is_late_with_every_key() =>
        Assert.All([KeyKind.P256, KeyKind.P384, KeyKind.Rsa2048, KeyKind.Rsa3072], kind =>
            Assert.Equal(ReasonCode.KeyLate, CodeOf(TestPki.Issue(serial: 1, kind).Evidence() with { AnswerTime = TimeSpan.FromSeconds(3.5) })));

    [Fact]
    public void A_late_answer_by_another_key_is_a_mismatch_and_not_merely_late()
    {
        var challenge = IssuedCard.DrawChallenge();
        var (card, other) = (TestPki.Issue(serial: 1), TestPki.Issue(serial: 2));
        var copy = card.Evidence(challenge) with { Answer = other.Key.Answer(challenge, card.Certificate.Span), AnswerTime = TimeSpan.FromSeconds(3.5) };

        Assert.Equal(ReasonCode.KeyMismatch, CodeOf(copy));
    }

    [Fact]
    public void An_answer_for_another_terminal_is_a_mismatch()
    {
        var card = TestPki.Issue();
        var elsewhere = IssuedCard.DrawChallenge() with { TerminalId = "another-terminal" };

        Assert.Equal(ReasonCode.KeyMismatch, CodeOf(card.Evidence(elsewhere) with { Challenge = elsewhere with { TerminalId = "test-terminal" } }));
    }

    [Fact]
    public void An_answer_for_another_certificate_of_the_same_key_is_a_mismatch()
    {
        var (old, renewed) = (TestPki.Issue(), TestPki.Issue().WithSerialNumber(9));

        Assert.Equal(ReasonCode.KeyMismatch, CodeOf(old.Evidence() with { Certificate = renewed.Certificate }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_challenge_that_is_not_32_random_bytes_proves_nothing(int length)
    {
        var challenge = new CardChallenge("test-terminal", new byte[length]);

        Assert.Equal(ReasonCode.KeyMismatch, CodeOf(TestPki.Issue().Evidence(challenge)));
    }

    [Theory]
    [InlineData((byte)KeyKind.P256, 0x07)]
    [InlineData((byte)KeyKind.P256, 0x14)]
    [InlineData((byte)KeyKind.P384, 0x11)]
    [InlineData((byte)KeyKind.Rsa2048, 0x11)]
    [InlineData((byte)KeyKind.Rsa3072, 0x07)]
    [InlineData((byte)KeyKind.P256, 0x00)]
    public void An_algorithm_that_does_not_fit_the_certificates_key_is_refused(byte kind, byte used)
    {
        var card = TestPki.Issue(kind: (KeyKind)kind);

        Assert.Equal(ReasonCode.KeyAlgorithm, CodeOf(card.Evidence() with { KeyAlgorithm = used }));
    }

    [Fact]
    public void An_algorithm_that_the_profile_leaves_out_is_refused()
    {
        var profile = CardProfile.Default with { Reading = CardReadingProfile.Default with { KeyAlgorithms = [0x14] } };

        Assert.Equal(new Verdict.Rejected(ReasonCode.KeyAlgorithm), new TestTrust { Profile = profile }.Judge(TestPki.Issue()));
    }

    [Fact]
    public void The_high_s_twin_of_an_answer_is_as_good()
    {
        var evidence = TestPki.Issue().Evidence();
        var (r, s) = Decode(evidence.Answer);

        Assert.Null(CodeOf(evidence with { Answer = Encode(r, Order - s) }));
    }

    private static readonly Dictionary<string, Func<BigInteger, BigInteger, byte[]>> MalformedAnswers = new(StringComparer.Ordinal)
    {
        ["r = 0"] = (r, s) => Encode(0, s),
        ["s = 0"] = (r, s) => Encode(r, 0),
        ["r = n"] = (r, s) => Encode(Order, s),
        ["s = n"] = (r, s) => Encode(r, Order),
        ["s + n"] = (r, s) => Encode(r, s + Order),
        ["negative r"] = (r, s) => Encode(-r, s),
        ["negative s"] = (r, s) => Encode(r, -s),
        ["empty"] = (r, s) => [],
        ["an empty sequence"] = (r, s) => [0x30, 0x00],
        ["a byte after it"] = (r, s) => [.. Encode(r, s), 0x00],
        ["a third integer"] = (r, s) => Encode(r, s, 1),
        ["the last byte missing"] = (r, s) => Encode(r, s)[..^1],
        ["P1363"] = (r, s) => [.. Scalar(r), .. Scalar(s)],
        ["the length in BER's long form"] = (r, s) => [0x30, 0x81, (byte)(Encode(r, s).Length - 2), .. Encode(r, s)[2..]],
        ["indefinite length"] = (r, s) => [0x30, 0x80, .. Encode(r, s)[2..], 0x00, 0x00],
        ["a zero too many before r"] = (r, s) => Padded(r, s),
        ["a set"] = (r, s) => [0x31, .. Encode(r, s)[1..]],
    };

    public static TheoryData<string> NamesOfMalformedAnswers => [.. MalformedAnswers.Keys];

    [Theory]
    [MemberData(nameof(NamesOfMalformedAnswers))]
    public void An_answer_in_another_form_than_DER_is_malformed(string what)
    {
        var evidence = TestPki.Issue().Evidence();
        var (r, s) = Decode(evidence.Answer);

        Assert.Equal(ReasonCode.KeyMalformedSignature, CodeOf(evidence with { Answer = MalformedAnswers[what](r, s) }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(257)]
    public void An_RSA_answer_of_another_length_than_the_modulus_is_malformed(int length)
    {
        var evidence = TestPki.Issue(kind: KeyKind.Rsa2048).Evidence();

        Assert.Equal(ReasonCode.KeyMalformedSignature, CodeOf(evidence with { Answer = new byte[length] }));
    }

    [Fact]
    public void Random_bytes_never_pass_for_an_answer()
    {
        var evidence = TestPki.Issue().Evidence();
        var random = new Random(20261122);

        for (var round = 0; round < 500; round++)
        {
            var answer = evidence.Answer.ToArray();
            answer[random.Next(answer.Length)] ^= (byte)random.Next(1, 256);
            Assert.NotNull(CodeOf(evidence with { Answer = answer }));
        }
    }

    private ReasonCode? CodeOf(CardEvidence evidence) =>
        EvidenceVerifier.Verify(evidence, Trust, answers, new ClockReading(TestPki.Now, ClockTrust.Attested)) switch
        {
            Verdict.Rejected rejected => rejected.Code,
            Verdict.Trusted => null,
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static (BigInteger R, BigInteger S) Decode(ReadOnlyMemory<byte> answer)
    {
        var sequence = new AsnReader(answer, AsnEncodingRules.DER).ReadSequence();
        return (sequence.ReadInteger(), sequence.ReadInteger());
    }

    private static byte[] Encode(params BigInteger[] integers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Array.ForEach(integers, integer => writer.WriteInteger(integer));
        }

        return writer.Encode();
    }

    private static byte[] Padded(BigInteger r, BigInteger s)
    {
        byte[] ofR = [0, .. r.ToByteArray(isBigEndian: true)];
        var ofS = s.ToByteArray(isBigEndian: true);
        return [0x30, (byte)(4 + ofR.Length + ofS.Length), 0x02, (byte)ofR.Length, .. ofR, 0x02, (byte)ofS.Length, .. ofS];
    }

    private static byte[] Scalar(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
