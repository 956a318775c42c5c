using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.ContentSigning;

/// <summary>What the certificate of a content signer must say, whoever issued it (FIPS 201-3, 4.2.1; the Common Policy's worksheet for PIV content signing).</summary>
internal static class ContentSignerRules
{
    /// <returns>The first rule that the certificate breaks, or null.</returns>
    public static ReasonCode? FindObjection(Certificate certificate, CardProfile profile)
    {
        var extensions = certificate.Extensions;
        if (profile.Algorithms.FindObjection(certificate) is { } objection)
        {
            return objection;
        }

        var mayOnlySign = extensions.KeyUsage is { } usages
            && usages.HasFlag(KeyUsages.DigitalSignature)
            && (usages & ~(KeyUsages.DigitalSignature | KeyUsages.NonRepudiation)) == KeyUsages.None;
        return extensions.UnknownCritical is null
            && extensions.BasicConstraints is not { IsCertificateAuthority: true }
            && mayOnlySign
            && extensions.ExtendedKeyUsage.Contains(profile.ContentSignerExtendedKeyUsage)
            ? null
            : ReasonCode.BindingChuidSignature;
    }
}
