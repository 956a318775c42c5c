using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.ContentSigning;

/// <summary>The rules for a content signer's certificate, whatever its issuer (FIPS 201-3, 4.2.1; Common Policy worksheet for PIV content signing).</summary>
internal static class ContentSignerRules
{
    /// <returns>The first rule that the certificate breaks, or null.</returns>
    public static Objection? FindObjection(Certificate certificate, CardProfile profile)
    {
        if (profile.Algorithms.FindObjection(certificate) is { } weakness)
        {
            return weakness;
        }

        var rules = profile.ContentSigner;
        var broken = FindMisuse(certificate.Extensions, rules.ExtendedKeyUsages) ?? CardCertificateRules.FindMissingPolicy(certificate.Extensions.Policies, rules.Policies ?? [])?.Rule.English;
        return broken is null ? null : new(ReasonCode.BindingChuidSignature, broken);
    }

    private static string? FindMisuse(CertificateExtensions extensions, IReadOnlyList<string> purposes) => extensions switch
    {
        { UnknownCritical: { } unknown } => $"The certificate bears the critical extension {ExtensionName.Of(unknown)}, which is not understood (RFC 5280, 4.2).",
        { BasicConstraints.IsCertificateAuthority: true } => "The certificate is a CA's by its basicConstraints, and no content signer's.",
        { KeyUsage: not (KeyUsages.DigitalSignature or (KeyUsages.DigitalSignature | KeyUsages.NonRepudiation)) } =>
            $"The certificate's keyUsage is {extensions.KeyUsage?.ToString() ?? "missing"}, and not DigitalSignature, alone or with NonRepudiation.",
        _ => extensions.ExtendedKeyUsage.Any(purposes.Contains)
            ? null
            : $"The certificate's extKeyUsage names none of the purposes that the card profile asks of content signers ({string.Join(", ", purposes)}).",
    };
}
