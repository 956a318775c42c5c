using System.Formats.Asn1;
using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>Reads the extensions of a certificate in strict DER (RFC 5280, 4.2).</summary>
internal static class CertificateExtensionsParser
{
    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UniformResourceIdentifier = new(TagClass.ContextSpecific, 6);

    /// <exception cref="AsnContentException">Not DER of the extension.</exception>
    /// <exception cref="CertificateException">One extension stands twice.</exception>
    public static CertificateExtensions Parse(AsnReader extensions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new CertificateExtensions();
        do
        {
            var extension = X509Extension.Read(extensions);
            if (!seen.Add(extension.Oid))
            {
                throw new CertificateException(ReasonCode.CertMalformed, $"The extension {extension.Oid} stands twice (RFC 5280, 4.2).");
            }

            result = Add(result, extension);
        }
        while (extensions.HasData);
        return result;
    }

    private static CertificateExtensions Add(CertificateExtensions extensions, X509Extension extension) => extension.Oid switch
    {
        Oids.BasicConstraints => extensions with { BasicConstraints = ReadBasicConstraints(extension.Value) },
        Oids.KeyUsage => extensions with { KeyUsage = ReadKeyUsage(extension.Value), KeyUsageIsCritical = extension.IsCritical },
        Oids.ExtendedKeyUsage => extensions with
        {
            ExtendedKeyUsage = ReadExtendedKeyUsage(extension.Value),
            ExtendedKeyUsageIsCritical = extension.IsCritical,
        },
        Oids.CertificatePolicies => extensions with { Policies = ReadPolicies(extension.Value) },
        Oids.SubjectAltName => AddNames(extensions, extension.Value),
        _ when extension.IsCritical => extensions with { UnknownCritical = extensions.UnknownCritical ?? extension.Oid },
        _ => extensions,
    };

    private static BasicConstraints ReadBasicConstraints(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var isCertificateAuthority = sequence.HasData && sequence.PeekTag() == Asn1Tag.Boolean && X509Extension.ReadTrue(sequence);
        int? pathLength = null;
        if (sequence.HasData)
        {
            pathLength = isCertificateAuthority && sequence.TryReadInt32(out var length) && length >= 0
                ? length
                : throw new AsnContentException("pathLenConstraint is a small number beside cA TRUE.");
        }

        sequence.ThrowIfNotEmpty();
        return new BasicConstraints(isCertificateAuthority, pathLength);
    }

    private static KeyUsages ReadKeyUsage(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var usages = reader.ReadNamedBitListValue<KeyUsages>();
        reader.ThrowIfNotEmpty();
        return usages;
    }

    private static List<string> ReadExtendedKeyUsage(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var purposes = new List<string>();
        do
        {
            purposes.Add(sequence.ReadObjectIdentifier());
        }
        while (sequence.HasData);
        return purposes;
    }

    private static List<string> ReadPolicies(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var policies = new List<string>();
        do
        {
            // The qualifiers after the identifier are words for people.
            policies.Add(sequence.ReadSequence().ReadObjectIdentifier());
        }
        while (sequence.HasData);
        return policies;
    }

    private static CertificateExtensions AddNames(CertificateExtensions extensions, ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var (identifiers, fascNs) = (new List<string>(), new List<ReadOnlyMemory<byte>>());
        do
        {
            var tag = sequence.PeekTag();
            if (tag.HasSameClassAndValue(UniformResourceIdentifier))
            {
                identifiers.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, UniformResourceIdentifier));
            }
            else if (tag.HasSameClassAndValue(OtherName))
            {
                AddFascN(sequence.ReadSequence(OtherName), fascNs);
            }
            else
            {
                sequence.ReadEncodedValue();
            }
        }
        while (sequence.HasData);
        return extensions with { UniformResourceIdentifiers = identifiers, FascNs = fascNs };
    }

    private static void AddFascN(AsnReader otherName, List<ReadOnlyMemory<byte>> fascNs)
    {
        if (otherName.ReadObjectIdentifier() != Oids.PivFascN)
        {
            return;
        }

        var value = otherName.ReadSequence(OtherName);
        otherName.ThrowIfNotEmpty();
        fascNs.Add(value.ReadOctetString());
        value.ThrowIfNotEmpty();
    }

    private static AsnReader OpenSequence(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        return sequence;
    }
}
