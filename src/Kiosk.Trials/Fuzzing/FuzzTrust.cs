using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Trials.Fuzzing;

/// <summary>The trust data for mutated cards, as stored in a finding's file: certificates and CRLs in DER.</summary>
internal sealed record FuzzTrust(CardProfile Profile, IReadOnlyList<byte[]> Anchors, IReadOnlyList<byte[]> Intermediates, IReadOnlyList<byte[]> Lists)
{
    /// <exception cref="CertificateException">A certificate cannot be used.</exception>
    /// <exception cref="CrlException">A CRL cannot be used.</exception>
    public TrustStore Create()
    {
        var issuers = Anchors.Concat(Intermediates).Select(der => Certificate.Parse(der)).ToArray();
        var lists = Lists.Select(der => CrlParser.Parse(der)).Select(crl => (Crl: crl, Checked: CrlChecker.Check(crl, issuers, Profile.Algorithms))).ToArray();
        return TrustStore.Create(
            Profile,
            [.. Anchors.Select(der => (ReadOnlyMemory<byte>)der)],
            [.. Intermediates.Select(der => (ReadOnlyMemory<byte>)der)],
            [.. lists.Select(list => list.Checked)],
            RevocationIndex.Of(lists.Select(list => (list.Checked.Facts, list.Crl))));
    }
}
