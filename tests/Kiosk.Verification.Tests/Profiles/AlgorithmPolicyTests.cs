using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Tests.Profiles;

/// <summary>Algorithms allowed for a limited period are checked at the instant of the tap.</summary>
public sealed class AlgorithmPolicyTests
{
    private static readonly DateTimeOffset Bound = TestPki.Now;
    private static readonly AlgorithmPolicy Policy = AlgorithmPolicy.Default;

    [Fact]
    public void A_signature_algorithm_counts_through_its_last_second() =>
        CountsUntil(TestPki.Issue(), Policy with { Signatures = [new(SignatureAlgorithm.EcdsaSha256, NotAfter: Bound)] }, ReasonCode.CertWeakSignature);

    [Fact]
    public void A_signature_algorithm_counts_from_its_first_second_on()
    {
        var trust = With(Policy with { Signatures = [new(SignatureAlgorithm.EcdsaSha256, NotBefore: Bound)] });

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakSignature), Judge(TestPki.Issue(), trust, Bound.AddSeconds(-1)));
        Assert.IsType<Verdict.Trusted>(Judge(TestPki.Issue(), trust, Bound));
    }

    [Fact]
    public void A_size_of_a_cards_key_counts_through_its_last_second() =>
        CountsUntil(TestPki.Issue(kind: KeyKind.Rsa2048), Policy with { RsaSizes = [new(2048, NotAfter: Bound), 3072] }, ReasonCode.CertWeakKey);

    [Fact]
    public void A_curve_counts_through_its_last_second()
    {
        // The CAs' keys are on the same curve as the card's, so the code is the same whichever is checked first.
        CountsUntil(TestPki.Issue(), Policy with { Curves = [new(EllipticCurve.P256, NotAfter: Bound)] }, ReasonCode.CertWeakKey);
    }

    [Fact]
    public void A_CAs_key_that_counts_no_longer_has_its_own_code()
    {
        var ca = TestPki.Root.CreateSubordinate("CN=RSA CA", TestPki.Begin, TestPki.End, KeyKind.Rsa2048);
        var trust = new TestTrust
        {
            Profile = CardProfile.Default with { Algorithms = Policy with { RsaSizes = [new(2048, NotAfter: Bound)] } },
            Intermediates = [ca],
            Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(ca)],
        }.Create();
        var card = TestPki.Issue().IssuedBy(ca);

        Assert.IsType<Verdict.Trusted>(Judge(card, trust, Bound));
        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakKey), Judge(card, trust, Bound.AddSeconds(1)));
    }

    [Fact]
    public void A_CA_whose_key_never_counts_has_its_own_code_and_a_strangers_card_has_not()
    {
        var ca = TestPki.Root.CreateSubordinate("CN=RSA CA", TestPki.Begin, TestPki.End, KeyKind.Rsa2048);
        var trust = new TestTrust
        {
            Profile = CardProfile.Default with { Algorithms = Policy with { RsaSizes = [3072] } },
            Intermediates = [TestPki.Issuing, ca],
            Crls = [TestTrust.ListOf(TestPki.Root), TestTrust.ListOf(TestPki.Issuing)],
        };

        Assert.Equal(new Verdict.Rejected(ReasonCode.CertWeakKey), trust.Judge(TestPki.Issue().IssuedBy(ca)));
        Assert.Equal(new Verdict.Rejected(ReasonCode.CertUntrusted), trust.Judge(TestPki.Issue().IssuedBy(TestPki.ForeignIssuing)));
    }

    [Fact]
    public void A_list_whose_signature_counts_no_longer_calls_nobody_good_and_still_revokes()
    {
        var ca = TestPki.Root.CreateSubordinate("CN=RSA CA", TestPki.Begin, TestPki.End, KeyKind.Rsa2048);
        var revoked = TestPki.Issue(serial: 8).IssuedBy(ca).RevokedAt(TestPki.Yesterday);
        var facts = CrlChecker.Check(CrlParser.Parse(TestTrust.ListOf(ca, revoked.Revocation!)), [Certificate.Parse(ca.Certificate)], AlgorithmPolicy.Default).Facts;
        var crl = CrlParser.Parse(TestTrust.ListOf(ca, revoked.Revocation!));
        var policy = Policy with { Signatures = [new(SignatureAlgorithm.RsaSha256, NotAfter: Bound)] };
        var checker = new RevocationChecker([new CheckedCrl(facts, crl)], RevocationIndex.Of([(facts, crl)]), CardProfile.Default with { Algorithms = policy });
        var good = new CertificateReference(facts.IssuerKeyHash, new byte[] { 7 });

        Assert.IsType<RevocationStatus.Good>(checker.Check(good, Bound));
        Assert.IsType<RevocationStatus.NoCrl>(checker.Check(good, Bound.AddSeconds(1)));
        Assert.IsType<RevocationStatus.Revoked>(checker.Check(new(facts.IssuerKeyHash, revoked.SerialNumber), Bound.AddSeconds(1)));
    }

    [Fact]
    public void A_content_signers_algorithm_counts_through_its_last_second()
    {
        var signer = TestPki.Issuing.CreateContentSigner("CN=RSA Signer", TestPki.Begin, TestPki.End, TestPki.KeyOf(KeyKind.Rsa2048, 0));

        CountsUntil(TestPki.Issue().WithChuid(signer), Policy with { RsaSizes = [new(2048, NotAfter: Bound)] }, ReasonCode.CertWeakKey);
        CountsUntil(
            TestPki.Issue().WithChuid(signer),
            Policy with { Signatures = [SignatureAlgorithm.EcdsaSha256, new(SignatureAlgorithm.RsaSha256, NotAfter: Bound)] },
            ReasonCode.CertWeakSignature);
    }

    [Fact]
    public void An_algorithm_that_stands_twice_counts_in_both_times()
    {
        var policy = Policy with
        {
            Signatures = [new(SignatureAlgorithm.EcdsaSha256, NotAfter: Bound.AddDays(-1)), new(SignatureAlgorithm.EcdsaSha256, NotBefore: Bound)],
        };

        Assert.True(policy.Allows(SignatureAlgorithm.EcdsaSha256, Bound.AddDays(-1)));
        Assert.False(policy.Allows(SignatureAlgorithm.EcdsaSha256, Bound.AddSeconds(-1)));
        Assert.True(policy.Allows(SignatureAlgorithm.EcdsaSha256, Bound));
    }

    [Fact]
    public void Under_a_faulty_clock_no_date_is_judged()
    {
        var trust = With(Policy with { Signatures = [new(SignatureAlgorithm.EcdsaSha256, NotAfter: TestPki.Begin)] });
        var clock = new ClockReading(Bound, ClockTrust.Attested, ClockFault.Behind);

        Assert.Equal(new Verdict.Undecidable(ReasonCode.ClockBehind, null), EvidenceVerifier.Verify(TestPki.Issue().Evidence(), trust, new ReplayCache(), clock));
    }

    /// <summary>The card is already cached when its algorithm expires; nothing time-dependent may be cached.</summary>
    private static void CountsUntil(IssuedCard card, AlgorithmPolicy policy, ReasonCode code)
    {
        var trust = With(policy);

        Assert.IsType<Verdict.Trusted>(Judge(card, trust, Bound));
        Assert.Equal(new Verdict.Rejected(code), Judge(card, trust, Bound.AddSeconds(1)));
    }

    private static TrustStore With(AlgorithmPolicy policy) => (new TestTrust { Profile = CardProfile.Default with { Algorithms = policy } }).Create();

    private static Verdict Judge(IssuedCard card, TrustStore trust, DateTimeOffset at) =>
        EvidenceVerifier.Verify(card.Evidence(), trust, new ReplayCache(), new ClockReading(at, ClockTrust.Attested));
}
