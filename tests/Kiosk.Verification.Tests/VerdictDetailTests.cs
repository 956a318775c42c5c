using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests;

/// <summary>A verdict says which rule is broken and where, for card issuers and examiners.</summary>
public sealed class VerdictDetailTests
{
    private static readonly TestTrust Trust = new();
    private static readonly IssuedCard Card = TestPki.Issue();

    private static readonly Dictionary<string, (Func<Verdict> Judge, ReasonCode Code, string Detail)> Verdicts = new(StringComparer.Ordinal)
    {
        ["expired"] = (() => Trust.Judge(Card.ValidTo(TestPki.Yesterday)), ReasonCode.CertExpired, "The card's certificate was valid until 2026-11-21 08:00:00Z."),
        ["not yet valid"] = (() => Trust.Judge(Card.ValidFrom(TestPki.Now.AddDays(1))), ReasonCode.CertNotYetValid, "The card's certificate is valid from 2026-11-23 08:00:00Z on."),
        ["revoked"] = (() => Judge(Card.RevokedAt(TestPki.Yesterday)), ReasonCode.RevocationRevoked, "The card's certificate is revoked since 2026-11-21."),
        ["on hold"] = (() => Judge(Card.RevokedAt(TestPki.Yesterday, CrlReason.CertificateHold)), ReasonCode.RevocationOnHold, "The card's certificate is on hold since 2026-11-21."),
        ["issuer revoked"] = (
            () => (Trust with { Crls = [TestTrust.ListOf(TestPki.Root, new RevokedCertificate(TestPki.Issuing.SerialNumber, TestPki.Yesterday)), TestTrust.ListOf(TestPki.Issuing)] }).Judge(Card),
            ReasonCode.RevocationIssuerRevoked,
            "A CA above the certificate was revoked on 2026-11-21."),
        ["no list of the card's issuer"] = (
            () => (Trust with { Crls = [TestTrust.ListOf(TestPki.Root)] }).Judge(Card), ReasonCode.RevocationUnknown, "No list in force covers the card's certificate."),
        ["no list of the root"] = (
            () => (Trust with { Crls = [TestTrust.ListOf(TestPki.Issuing)] }).Judge(Card), ReasonCode.RevocationUnknown, "No list in force covers a CA above the card's certificate."),
        ["stale"] = (
            () => Trust.Judge(Card, TestPki.Now.AddDays(7)), ReasonCode.RevocationStale, "The list that covers the card's certificate is past its nextUpdate, 2026-11-28 08:00:00Z."),
        ["a stranger's card"] = (
            () => Trust.Judge(Card.IssuedBy(TestPki.ForeignIssuing)), ReasonCode.CertUntrusted, "The certificate's signature is not by the key of the trusted authority whose name it bears as issuer."),
        ["an authority without a path"] = (
            () => (Trust with { Intermediates = [TestPki.OtherIssuing], Crls = [] }).Judge(Card),
            ReasonCode.CertUntrusted,
            "The certificate's issuer is none of the trusted authorities: its CA certificate is missing, or has no valid path to a trust anchor."),
        ["another purpose"] = (
            () => Trust.Judge(Card.With(CardExtensions.ExtendedKeyUsage(["1.3.6.1.5.5.7.3.2"]))),
            ReasonCode.CertUsage,
            "The certificate's extKeyUsage names 1.3.6.1.5.5.7.3.2, and not the card profile's 2.16.840.1.101.3.6.8."),
        ["a key that the profile does not name"] = (
            () => (Trust with { Profile = CardProfile.Default with { Algorithms = AlgorithmPolicy.Default with { Curves = [EllipticCurve.P256] } } }).Judge(TestPki.Issue(kind: KeyKind.P384)),
            ReasonCode.CertWeakKey,
            "The certificate's key is on the curve P384, which the card profile does not allow (algorithms.curves)."),
    };

    public static TheoryData<string> Names => [.. Verdicts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_detail_says_which_rule_is_broken_where(string name)
    {
        var (judge, code, detail) = Verdicts[name];

        var verdict = judge();

        Assert.Equal((code, detail), (CodeOf(verdict), verdict.Detail?.English));
    }

    [Fact]
    public void A_card_in_order_has_no_detail() => Assert.Null(Trust.Judge(Card).Detail);

    [Fact]
    public void Verdicts_that_say_the_same_in_other_words_are_equal() =>
        Assert.Equal(new Verdict.Rejected(ReasonCode.CertExpired), new Verdict.Rejected(ReasonCode.CertExpired) { Detail = new("Chứng thư số của thẻ có giá trị đến hôm qua.", "The card's certificate was valid until yesterday.") });

    private static Verdict Judge(IssuedCard card) => TestTrust.For(card).Judge(card);

    private static ReasonCode CodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Rejected rejected => rejected.Code,
        Verdict.Undecidable undecidable => undecidable.Code,
        _ => ReasonCode.Admitted,
    };
}
