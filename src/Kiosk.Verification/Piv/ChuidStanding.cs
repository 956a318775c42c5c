using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Piv;

/// <summary>The status of a CHUID and its signer at one instant.</summary>
/// <param name="IsSignerRevoked">Whether the signer's certificate or one above it is revoked, whatever the clock says.</param>
/// <param name="Objection">Why it is not valid at the instant; null if it is.</param>
/// <param name="Revocation">The worst revocation status of the signer and the CAs above it.</param>
internal sealed record ChuidStanding(bool IsSignerRevoked, Objection? Objection, RevocationStatus Revocation)
{
    /// <param name="second">A whole second: bounds are inclusive.</param>
    public static ChuidStanding Of(KnownChuid chuid, TrustedAuthorities trust, DateTimeOffset second)
    {
        var signer = chuid.Signer;
        var issuer = IssuerStanding.Of(signer.Issuer, trust, second);
        var ofSigner = trust.Revocation.Check(signer.Reference, second);
        var isRevoked = ofSigner is RevocationStatus.Revoked || issuer.IsRevoked;
        return new ChuidStanding(isRevoked, FindObjection(chuid, issuer, trust.Profile.Algorithms, second), Worse(ofSigner, issuer.Revocation));
    }

    private static Objection? FindObjection(KnownChuid chuid, IssuerStanding issuer, AlgorithmPolicy algorithms, DateTimeOffset second)
    {
        if (second > chuid.Expires)
        {
            return new(ReasonCode.BindingChuidExpired, $"The CHUID was valid until {chuid.Expires:yyyy-MM-dd} (tag 35).");
        }

        var certificate = chuid.Signer.Certificate;
        if (second < certificate.NotBefore || second > certificate.NotAfter)
        {
            return new(
                ReasonCode.BindingChuidSignature,
                ChuidExaminer.OfSigner($"The certificate is valid from {certificate.NotBefore:yyyy-MM-dd HH:mm:ss'Z'} to {certificate.NotAfter:yyyy-MM-dd HH:mm:ss'Z'}."));
        }

        var objection = issuer.Objection
            ?? algorithms.FindObjection(certificate.SignatureAlgorithm, certificate.PublicKey, second)
            ?? algorithms.FindObjection(chuid.Signer.SignatureAlgorithm, certificate.PublicKey, second);
        return objection is null ? null : new(objection.Code is ReasonCode.CertNotYetValid or ReasonCode.CertExpired ? ReasonCode.BindingChuidSignature : objection.Code, ChuidExaminer.OfSigner(objection.Rule.English));
    }

    private static RevocationStatus Worse(RevocationStatus one, RevocationStatus? other) =>
        other is not null && IssuerStanding.RankOf(other) > IssuerStanding.RankOf(one) ? other : one;
}
