using Kiosk.Cards;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.Judging;

public sealed class EvidenceVerifierTests
{
    private static readonly ClockReading Clock = new(TestPki.Now, ClockTrust.Attested);

    [Theory]
    [InlineData((byte)KeyKind.P256)]
    [InlineData((byte)KeyKind.P384)]
    [InlineData((byte)KeyKind.Rsa2048)]
    [InlineData((byte)KeyKind.Rsa3072)]
    public void A_card_in_order_is_trusted(byte kind)
    {
        var verdict = new TestTrust().Judge(TestPki.Issue(kind: (KeyKind)kind));

        var trusted = Assert.IsType<Verdict.Trusted>(verdict);
        Assert.Equal(Assurance.CardAuthenticationKey, trusted.Assurance);
        Assert.Equal(TestPki.Yesterday, trusted.Revocation.AsOf);
    }

    [Fact]
    public void Every_kind_of_evidence_has_its_judge()
    {
        CardEvidence[] kinds = [TestPki.Issue().Evidence()];

        Assert.Equal(typeof(CardEvidence).GetNestedTypes().ToHashSet(), kinds.Select(evidence => evidence.GetType()).ToHashSet());
        Assert.All(kinds, evidence => Assert.IsType<Verdict.Trusted>(EvidenceVerifier.Verify(evidence, new TestTrust().Create(), new ReplayCache(), Clock)));
    }

    [Fact]
    public void A_trusted_card_is_named_by_its_UUID_and_key()
    {
        var card = TestPki.Issue(serial: 7);

        var trusted = Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(card));

        Assert.Equal(card.Uuid.ToByteArray(bigEndian: true), trusted.Card.Uuid.ToArray());
        Assert.Equal(card.Key.PublicKey.ExportSubjectPublicKeyInfo(), trusted.Card.SubjectPublicKeyInfo.ToArray());
    }

    [Fact]
    public void A_card_is_trusted_each_time_it_answers_a_new_challenge()
    {
        var card = TestPki.Issue();
        var trust = new TestTrust().Create();

        Verdict[] verdicts = [Verify(card, trust), Verify(card, trust)];

        Assert.All(verdicts, verdict => Assert.IsType<Verdict.Trusted>(verdict));
    }

    [Fact]
    public void A_card_may_be_issued_by_the_anchor_itself()
    {
        Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(TestPki.Issue().IssuedBy(TestPki.Root)));
    }

    [Fact]
    public void A_2_kB_certificate_is_judged_like_any_other()
    {
        var card = TestPki.Issue().With(new("1.3.6.1.4.1.99999.1", new byte[2048], critical: false));

        Assert.IsType<Verdict.Trusted>(new TestTrust().Judge(card));
    }

    [Fact]
    public void A_verdict_is_as_of_the_oldest_list_it_rests_on()
    {
        var older = TestPki.Yesterday.AddDays(-2);
        var trust = new TestTrust { Crls = [TestPki.Root.IssueCrl(older, older.AddDays(30), 1, []), TestTrust.ListOf(TestPki.Issuing)] };

        var trusted = Assert.IsType<Verdict.Trusted>(trust.Judge(TestPki.Issue()));

        Assert.Equal(older, trusted.AsOf);
        Assert.Equal(older, trusted.Revocation.AsOf);
    }

    [Fact]
    public void A_refusal_for_revocation_says_as_of_when()
    {
        var card = TestPki.Issue().RevokedAt(TestPki.Yesterday);

        Assert.Equal(TestPki.Yesterday, TestTrust.For(card).Judge(card).AsOf);
    }

    [Fact]
    public void A_stale_verdict_says_as_of_when_and_one_without_a_list_of_nothing()
    {
        Assert.Equal(TestPki.Yesterday, new TestTrust().Judge(TestPki.Issue(), TestPki.Now.AddDays(7)).AsOf);
        Assert.Null((new TestTrust { Crls = [] }).Judge(TestPki.Issue()).AsOf);
    }

    [Fact]
    public void A_list_too_stale_leaves_the_card_unnamed_though_another_is_missing()
    {
        var old = TestPki.Now.AddDays(-100);
        var trust = new TestTrust { Crls = [TestPki.Issuing.IssueCrl(old, old.AddDays(1), 1, [])] };

        Assert.Null(Assert.IsType<Verdict.Undecidable>(trust.Judge(TestPki.Issue())).Card);
    }

    [Theory]
    [InlineData(ClockFault.Behind, ReasonCode.ClockBehind)]
    [InlineData(ClockFault.Jumped, ReasonCode.ClockUntrusted)]
    public void A_faulty_clock_leaves_the_verdict_undecidable_and_the_card_unnamed(object fault, object code)
    {
        var clock = Clock with { Fault = (ClockFault)fault };

        Assert.Equal(new Verdict.Undecidable((ReasonCode)code, null), Verify(TestPki.Issue(), new TestTrust().Create(), clock));
    }

    [Theory]
    [InlineData(ClockTrust.Rtc)]
    [InlineData(ClockTrust.FloorOnly)]
    public void A_clock_trusted_less_than_the_profile_asks_leaves_the_verdict_undecidable(object trusted)
    {
        var trust = new TestTrust { Profile = CardProfile.Default with { MinimumClockTrust = ClockTrust.Attested } }.Create();

        Assert.Equal(new Verdict.Undecidable(ReasonCode.ClockUntrusted, null), Verify(TestPki.Issue(), trust, Clock with { Trust = (ClockTrust)trusted }));
    }

    [Fact]
    public void A_revoked_card_is_rejected_even_when_the_clock_is_faulty()
    {
        var card = TestPki.Issue().RevokedAt(TestPki.Yesterday);

        var verdict = Verify(card, TestTrust.For(card).Create(), Clock with { Fault = ClockFault.Behind });

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), verdict);
    }

    [Fact]
    public void A_copy_of_a_revoked_cards_certificate_says_nothing_about_the_card()
    {
        var card = TestPki.Issue(serial: 7).RevokedAt(TestPki.Yesterday);
        var copy = card.Evidence() with { Answer = TestPki.Issue(serial: 8).Evidence().Answer };

        var verdict = EvidenceVerifier.Verify(copy, TestTrust.For(card).Create(), new ReplayCache(), Clock);

        Assert.Equal(new Verdict.Rejected(ReasonCode.KeyMismatch), verdict);
    }

    [Fact]
    public void A_card_seen_a_moment_ago_and_since_expired_is_rejected()
    {
        var card = TestPki.Issue().ValidTo(TestPki.Now);
        var trust = new TestTrust().Create();

        Verify(card, trust);

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertExpired), Verify(card, trust, Clock with { Instant = TestPki.Now.AddSeconds(1) }));
    }

    [Fact]
    public void A_forged_card_is_not_remembered_as_known()
    {
        var forged = TestPki.Issue().IssuedBy(TestPki.ForeignIssuing);
        var trust = new TestTrust().Create();

        Verdict[] verdicts = [Verify(forged, trust), Verify(forged, trust)];

        Assert.All(verdicts, verdict => Assert.Equal(new Verdict.Rejected(ReasonCode.CertUntrusted), verdict));
    }

    [Fact]
    public async Task Many_readers_may_judge_at_once()
    {
        var trust = new TestTrust().Create();
        var cards = Enumerable.Range(1, 8).Select(serial => TestPki.Issue(serial)).ToArray();

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 200).Select(tap => Task.Run(() => Verify(cards[tap % cards.Length], trust))));

        Assert.All(verdicts, verdict => Assert.IsType<Verdict.Trusted>(verdict));
    }

    private static Verdict Verify(IssuedCard card, TrustStore trust, ClockReading? clock = null) =>
        EvidenceVerifier.Verify(card.Evidence(), trust, new ReplayCache(), clock ?? Clock);
}
