using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>What a card's own certificate must say, whoever issued it (NIST SP 800-78-4, and the Common Policy's worksheet for card authentication).</summary>
internal static class CardCertificateRules
{
    private const string UuidUrn = "urn:uuid:";

    /// <returns>The first rule that the certificate breaks, or null.</returns>
    public static ReasonCode? FindObjection(Certificate certificate, CardProfile profile)
    {
        var extensions = certificate.Extensions;
        if (extensions.UnknownCritical is not null)
        {
            return ReasonCode.CertUnknownCritical;
        }

        if (profile.Algorithms.FindObjection(certificate) is { } objection)
        {
            return objection;
        }

        if (extensions.BasicConstraints is { IsCertificateAuthority: true })
        {
            return ReasonCode.CertConstraint;
        }

        if (extensions is not { KeyUsageIsCritical: true, KeyUsage: KeyUsages.DigitalSignature, ExtendedKeyUsageIsCritical: true }
            || !extensions.ExtendedKeyUsage.Contains(profile.ExtendedKeyUsage))
        {
            return ReasonCode.CertUsage;
        }

        return profile.Policies.Count == 0 || (extensions.Policies is { } policies && policies.Any(profile.Policies.Contains))
            ? null
            : ReasonCode.CertPolicy;
    }

    /// <summary>The one <c>urn:uuid:</c> of subjectAltName (RFC 9562, 4: upper or lower case), 16 bytes in network order; null where it is none, not one, or malformed.</summary>
    public static ReadOnlyMemory<byte>? FindUuid(Certificate certificate)
    {
        var urns = certificate.Extensions.UniformResourceIdentifiers
            .Where(uri => uri.StartsWith(UuidUrn, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return urns is [var urn] && Guid.TryParseExact(urn[UuidUrn.Length..], "D", out var uuid) ? uuid.ToByteArray(bigEndian: true) : null;
    }
}
