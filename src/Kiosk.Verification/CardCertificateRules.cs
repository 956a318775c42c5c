using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>What a card's own certificate must say, whoever issued it (NIST SP 800-78-4, and the Common Policy's worksheet for card authentication).</summary>
internal static class CardCertificateRules
{
    private const string UuidUrn = "urn:uuid:";
    private const int UuidLength = 36;

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

    /// <summary>The one <c>urn:uuid:</c> of subjectAltName (RFC 9562, 4: upper or lower case).</summary>
    /// <returns>16 bytes in network order, or null where there is none, more than one, or a malformed one.</returns>
    public static byte[]? FindUuid(Certificate certificate)
    {
        var urns = certificate.Extensions.UniformResourceIdentifiers
            .Where(uri => uri.StartsWith(UuidUrn, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return urns is [var urn] && IsUuid(urn.AsSpan(UuidUrn.Length)) ? Guid.Parse(urn.AsSpan(UuidUrn.Length)).ToByteArray(bigEndian: true) : null;
    }

    /// <summary>The framework's own parser lets signs and 0x pass.</summary>
    private static bool IsUuid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return text.Length == UuidLength;
    }
}
