using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>The status of an issuing authority at one instant, by its best path.</summary>
/// <param name="Objection">Revoked, expired, not yet valid or too weak; null if the path is valid.</param>
/// <param name="Revocation">The worst revocation status on the path; null for a trust anchor, which cannot be revoked.</param>
internal sealed record IssuerStanding(Objection? Objection, RevocationStatus? Revocation)
{
    public static IssuerStanding Of(IssuingAuthority issuer, TrustedAuthorities trust, DateTimeOffset instant) =>
        issuer.Paths.Select(path => Of(path, trust, instant)).MinBy(standing => standing.Rank)!;

    public bool IsRevoked => Objection?.Code == ReasonCode.RevocationIssuerRevoked;

    private int Rank => Objection?.Code switch
    {
        null => RankOf(Revocation),
        ReasonCode.RevocationIssuerRevoked => 5,
        _ => 4,
    };

    private static IssuerStanding Of(IssuerPath path, TrustedAuthorities trust, DateTimeOffset instant)
    {
        var worst = path.Certificates.Select(certificate => trust.Revocation.Check(certificate, instant)).MaxBy(RankOf);
        Objection? objection = worst switch
        {
            RevocationStatus.Revoked revoked => new(ReasonCode.RevocationIssuerRevoked, $"A CA above the certificate was revoked on {revoked.Since:yyyy-MM-dd}."),
            _ when instant < path.NotBefore => new(ReasonCode.CertNotYetValid, $"A CA above the certificate is valid from {path.NotBefore:yyyy-MM-dd HH:mm:ss'Z'} on."),
            _ when instant > path.NotAfter => new(ReasonCode.CertExpired, $"A CA above the certificate was valid until {path.NotAfter:yyyy-MM-dd HH:mm:ss'Z'}."),
            _ => path.FindWeakness(trust.Profile.Algorithms, instant),
        };
        return new IssuerStanding(objection, worst);
    }

    public static int RankOf(RevocationStatus? status) => status switch
    {
        null or RevocationStatus.Good => 0,
        RevocationStatus.Stale => 1,
        RevocationStatus.NoCrl => 2,
        _ => 3,
    };
}
