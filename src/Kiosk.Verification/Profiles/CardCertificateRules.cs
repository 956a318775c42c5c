using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>The rules for a card's certificate, whatever its issuer (NIST SP 800-78-4; Common Policy worksheet for card authentication).</summary>
internal static class CardCertificateRules
{
    private const string UuidUrn = "urn:uuid:";
    private const int UuidLength = 36;

    /// <returns>The first rule that the certificate breaks, or null.</returns>
    public static Objection? FindObjection(Certificate certificate, CardProfile profile)
    {
        var extensions = certificate.Extensions;
        if (extensions.UnknownCritical is { } unknown)
        {
            return new(ReasonCode.CertUnknownCritical, new Phrase($"Chứng thư số có phần mở rộng bắt buộc {ExtensionName.Of(unknown)} mà máy không hiểu (RFC 5280, 4.2).", $"The certificate bears the critical extension {ExtensionName.Of(unknown)}, which is not understood (RFC 5280, 4.2)."));
        }

        if (profile.Algorithms.FindObjection(certificate) is { } weakness)
        {
            return weakness;
        }

        if (extensions.BasicConstraints is { IsCertificateAuthority: true })
        {
            return new(ReasonCode.CertConstraint, new Phrase("Theo basicConstraints, chứng thư số này là của CA, không phải của thẻ.", "The certificate is a CA's by its basicConstraints, and no card's."));
        }

        return FindMisuse(extensions, profile.ExtendedKeyUsage) ?? FindMissingPolicy(extensions.Policies, profile.Policies);
    }

    private static Objection? FindMisuse(CertificateExtensions extensions, string purpose) =>
        FindWrongUsage(extensions, purpose) is { } rule ? new(ReasonCode.CertUsage, rule)
        : extensions.ExtendedKeyUsage.Contains(purpose) ? null
        : new(ReasonCode.CertUsage, new Phrase($"extKeyUsage của chứng thư số ghi {string.Join(", ", extensions.ExtendedKeyUsage)}, không phải {purpose} của hồ sơ thẻ.", $"The certificate's extKeyUsage names {string.Join(", ", extensions.ExtendedKeyUsage)}, and not the card profile's {purpose}.")) { Member = "extendedKeyUsage" };

    private static Phrase? FindWrongUsage(CertificateExtensions extensions, string purpose) => extensions switch
    {
        { KeyUsage: null } => new("Chứng thư số không có keyUsage, mà ở đó phải ghi digitalSignature.", "The certificate has no keyUsage, and must say digitalSignature there."),
        { KeyUsageIsCritical: false } => new("keyUsage của chứng thư số không được đánh dấu bắt buộc (critical).", "The certificate's keyUsage is not critical."),
        { KeyUsage: not KeyUsages.DigitalSignature } => new($"keyUsage của chứng thư số là {extensions.KeyUsage}, không phải riêng DigitalSignature.", $"The certificate's keyUsage is {extensions.KeyUsage}, and not DigitalSignature alone."),
        { ExtendedKeyUsage.Count: 0 } => new($"Chứng thư số không có extKeyUsage, mà ở đó phải ghi {purpose}.", $"The certificate has no extKeyUsage, and must name {purpose} there."),
        { ExtendedKeyUsageIsCritical: false } => new("extKeyUsage của chứng thư số không được đánh dấu bắt buộc (critical).", "The certificate's extKeyUsage is not critical."),
        _ => null,
    };

    /// <param name="asked">Empty if no policy is required.</param>
    /// <returns>The objection if none of the policies is stated, otherwise null; anyPolicy does not count.</returns>
    public static Objection? FindMissingPolicy(IReadOnlyList<string>? stated, IReadOnlyList<string> asked)
    {
        if (asked.Count == 0 || (stated is not null && stated.Any(asked.Contains)))
        {
            return null;
        }

        var found = stated is null ? "states no policy" : $"states {string.Join(", ", stated)}";
        return new(ReasonCode.CertPolicy, new Phrase($"Chứng thư số {(stated is null ? "không nêu chính sách nào" : $"nêu {string.Join(", ", stated)}")}, không có chính sách nào mà hồ sơ thẻ yêu cầu ({string.Join(", ", asked)}).", $"The certificate {found}, and none of those that the card profile asks for ({string.Join(", ", asked)}).")) { Member = "policies" };
    }

    /// <summary>The objection to a certificate without exactly one valid UUID.</summary>
    public static Objection NoUuid(Certificate certificate) => new(ReasonCode.BindingUuid, UrnsOf(certificate).Length switch
    {
        0 => new Phrase("subjectAltName của chứng thư số không có UUID (urn:uuid:…), như thẻ trước FIPS 201-2: không phân biệt được thẻ này với thẻ khác, cần đổi thẻ.", "The certificate's subjectAltName names no UUID (urn:uuid:…), as on cards before FIPS 201-2: such a card cannot be told from others here and is exchanged."),
        1 => new Phrase("UUID trong subjectAltName của chứng thư số (urn:uuid:…) sai quy cách (RFC 9562, 4).", "The UUID in the certificate's subjectAltName (urn:uuid:…) is malformed (RFC 9562, 4)."),
        var count => new Phrase($"subjectAltName của chứng thư số có {count} UUID (urn:uuid:…), mà chỉ được có một.", $"The certificate's subjectAltName names {count} UUIDs (urn:uuid:…) where one stands."),
    });

    /// <summary>The one <c>urn:uuid:</c> of subjectAltName (RFC 9562, 4: upper or lower case).</summary>
    /// <returns>16 bytes in network order; null if there is none, more than one, or it is malformed.</returns>
    public static byte[]? FindUuid(Certificate certificate)
    {
        return UrnsOf(certificate) is [var urn] && IsUuid(urn.AsSpan(UuidUrn.Length)) ? Guid.Parse(urn.AsSpan(UuidUrn.Length)).ToByteArray(bigEndian: true) : null;
    }

    private static string[] UrnsOf(Certificate certificate) =>
        [.. certificate.Extensions.UniformResourceIdentifiers.Where(uri => uri.StartsWith(UuidUrn, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Stricter than the framework's parser, which accepts signs and 0x.</summary>
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
