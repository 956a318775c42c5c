using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.ContentSigning;

/// <summary>How a CHUID and its signer stand at one instant.</summary>
/// <param name="IsSignerRevoked">Its certificate, or one above it: whatever the clock says.</param>
/// <param name="Objection">What the instant makes of it; null where nothing is wrong.</param>
/// <param name="Revocation">What is known least well about the signer and those above it.</param>
internal sealed record ChuidStanding(bool IsSignerRevoked, ReasonCode? Objection, RevocationStatus Revocation)
{
    /// <param name="second">A whole second: bounds are inclusive.</param>
    public static ChuidStanding Of(KnownChuid chuid, TrustStore trust, DateTimeOffset second)
    {
        var signer = chuid.Signer;
        var issuer = IssuerStanding.Of(signer.Issuer, trust, second);
        var ofSigner = trust.Revocation.Check(signer.Reference, second);
        var isRevoked = ofSigner is RevocationStatus.Revoked || issuer.Objection == ReasonCode.RevocationIssuerRevoked;
        return new ChuidStanding(isRevoked, FindObjection(chuid, issuer, trust.Profile.Algorithms, second), Worse(ofSigner, issuer.Revocation));
    }

    private static ReasonCode? FindObjection(KnownChuid chuid, IssuerStanding issuer, AlgorithmPolicy algorithms, DateTimeOffset second)
    {
        if (second > chuid.Expires)
        {
            return ReasonCode.BindingChuidExpired;
        }

        var certificate = chuid.Signer.Certificate;
        if (second < certificate.NotBefore || second > certificate.NotAfter || issuer.Objection is ReasonCode.CertNotYetValid or ReasonCode.CertExpired)
        {
            return ReasonCode.BindingChuidSignature;
        }

        return issuer.Objection
            ?? algorithms.FindObjection(certificate.SignatureAlgorithm, certificate.PublicKey, second)
            ?? algorithms.FindObjection(chuid.Signer.SignatureAlgorithm, certificate.PublicKey, second);
    }

    private static RevocationStatus Worse(RevocationStatus one, RevocationStatus? other) =>
        other is not null && IssuerStanding.RankOf(other) > IssuerStanding.RankOf(one) ? other : one;
}
