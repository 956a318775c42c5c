using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;
using Kiosk.Verification.Time;

namespace Kiosk.Testing.Pki;

/// <summary>The trust data of a test terminal: our root, our two issuing CAs, and a CRL of each, issued yesterday and valid for a week.</summary>
internal sealed record TestTrust
{
    public CardProfile Profile { get; init; } = CardProfile.Default;

    public IReadOnlyList<CertificateAuthority> Anchors { get; init; } = [TestPki.Root];

    public IReadOnlyList<CertificateAuthority> Intermediates { get; init; } = [TestPki.Issuing, TestPki.OtherIssuing];

    /// <summary>CRLs, DER.</summary>
    public IReadOnlyList<byte[]> Crls { get; init; } = [ListOf(TestPki.Root), ListOf(TestPki.Issuing), ListOf(TestPki.OtherIssuing)];

    /// <summary>Trust data in which the given cards with <see cref="IssuedCard.RevokedAt"/> are on their authority's CRL.</summary>
    public static TestTrust For(params IssuedCard[] cards) => new()
    {
        Crls =
        [
            ListOf(TestPki.Root),
            ListOf(TestPki.Issuing, RevocationsBy(TestPki.Issuing, cards)),
            ListOf(TestPki.OtherIssuing, RevocationsBy(TestPki.OtherIssuing, cards)),
        ],
    };

    /// <summary>The same, but requires a signed CHUID of every card.</summary>
    public TestTrust WithChuid() =>
        this with { Profile = Profile with { RequiresChuid = true, Reading = Profile.Reading with { ReadsChuid = true } } };

    /// <summary>A CRL of an authority, issued yesterday and valid for a week.</summary>
    public static byte[] ListOf(CertificateAuthority authority, params RevokedCertificate[] revoked) =>
        authority.IssueCrl(TestPki.Yesterday, TestPki.Yesterday.AddDays(7), 1, revoked);

    public TrustStore Create()
    {
        var issuers = Anchors.Concat(Intermediates).Select(authority => Certificate.Parse(authority.Certificate)).ToArray();
        var crls = Crls.Select(der => CrlParser.Parse(der)).Select(crl => (Crl: crl, Checked: CrlChecker.Check(crl, issuers, Profile.Algorithms))).ToArray();
        return TrustStore.Create(
            Profile,
            [.. Anchors.Select(authority => authority.Certificate)],
            [.. Intermediates.Select(authority => authority.Certificate)],
            [.. crls.Select(crl => crl.Checked)],
            RevocationIndex.Of(crls.Select(crl => (crl.Checked.Facts, crl.Crl))));
    }

    /// <summary>Verifies a card that answers a fresh challenge.</summary>
    /// <param name="at"><see cref="TestPki.Now"/> by default.</param>
    public Verdict Judge(IssuedCard card, DateTimeOffset? at = null) =>
        EvidenceVerifier.Verify(card.Evidence(), Create(), new ReplayCache(), new ClockReading(at ?? TestPki.Now, ClockTrust.Attested));

    private static RevokedCertificate[] RevocationsBy(CertificateAuthority authority, IssuedCard[] cards) =>
        [.. cards.Where(card => ReferenceEquals(card.Authority, authority)).Select(card => card.Revocation).OfType<RevokedCertificate>()];
}
