using System.Formats.Asn1;
using Kiosk.Verification.Der;
using Kiosk.Verification.Names;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Certificates;

/// <summary>Parses a certificate's extensions in strict DER (RFC 5280, 4.2).</summary>
internal static class CertificateExtensionsParser
{
    private static readonly Asn1Tag FirstTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag SecondTag = new(TagClass.ContextSpecific, 1);

    /// <param name="place">On failure, names the malformed extension.</param>
    /// <exception cref="AsnContentException">Not DER of the extension.</exception>
    /// <exception cref="CertificateException">An extension is duplicated.</exception>
    public static CertificateExtensions Parse(AsnReader extensions, ReadingPlace place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new CertificateExtensions();
        do
        {
            place.Enter("extensions", "4.1.2.9");
            var extension = Extension.Read(extensions);
            var name = ExtensionName.Of(extension.Oid);
            if (!seen.Add(extension.Oid))
            {
                throw new CertificateException(ReasonCode.CertMalformed, $"The extension {name} stands twice in the certificate (RFC 5280, 4.2).");
            }

            place.Enter(name.Name, name.Section);
            result = Add(result, extension);
        }
        while (extensions.HasData);
        return result;
    }

    private static CertificateExtensions Add(CertificateExtensions extensions, Extension extension) => extension.Oid switch
    {
        Oids.BasicConstraints => extensions with
        {
            BasicConstraints = ReadBasicConstraints(extension.Value),
            BasicConstraintsAreCritical = extension.IsCritical,
        },
        Oids.KeyUsage => extensions with { KeyUsage = ReadKeyUsage(extension.Value), KeyUsageIsCritical = extension.IsCritical },
        Oids.ExtendedKeyUsage => extensions with
        {
            ExtendedKeyUsage = ReadExtendedKeyUsage(extension.Value),
            ExtendedKeyUsageIsCritical = extension.IsCritical,
        },
        Oids.CertificatePolicies => extensions with { Policies = ReadPolicies(extension.Value) },
        Oids.SubjectAltName => AddNames(extensions, extension),
        Oids.PolicyMappings => extensions with { PolicyMappings = ReadPolicyMappings(extension.Value) },
        Oids.PolicyConstraints => extensions with { PolicyConstraints = ReadPolicyConstraints(extension.Value) },
        Oids.InhibitAnyPolicy => extensions with { InhibitAnyPolicy = ReadSkipCerts(extension.Value) },
        Oids.NameConstraints => extensions with { NameConstraints = NameConstraints.Parse(extension.Value) },
        Oids.CrlDistributionPoints => extensions with { CrlDistributionPoints = DistributionPoint.ParseAll(extension.Value) },
        Oids.FreshestCrl => extensions,
        _ when extension.IsCritical => extensions with { UnknownCritical = extensions.UnknownCritical ?? extension.Oid },

        // Both only help path building and are never critical (RFC 5280, 4.2.1.1 and 4.2.1.2).
        Oids.SubjectKeyIdentifier => extensions with { SubjectKeyIdentifier = ReadSubjectKeyIdentifier(extension.Value) },
        Oids.AuthorityKeyIdentifier => extensions with { AuthorityKeyIdentifier = ReadAuthorityKeyIdentifier(extension.Value) },
        _ => extensions,
    };

    private static BasicConstraints ReadBasicConstraints(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var isCertificateAuthority = sequence.HasData && sequence.PeekTag() == Asn1Tag.Boolean && Extension.ReadTrue(sequence);
        int? pathLength = null;
        if (sequence.HasData)
        {
            pathLength = isCertificateAuthority && SkipCertsOf(sequence.ReadIntegerBytes().Span) is var length
                ? length
                : throw new DerRuleException("pathLenConstraint stands without cA TRUE (RFC 5280, 4.2.1.9).");
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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            // The qualifiers after the identifier are human-readable only.
            var policy = sequence.ReadSequence().ReadObjectIdentifier();
            policies.Add(seen.Add(policy) ? policy : throw new DerRuleException($"The policy {policy} stands twice (RFC 5280, 4.2.1.4)."));
        }
        while (sequence.HasData);
        return policies;
    }

    private static CertificateExtensions AddNames(CertificateExtensions extensions, Extension extension)
    {
        var names = GeneralNames.Parse(extension.Value);
        return extensions with
        {
            SubjectAltNames = names,
            SubjectAltNameIsCritical = extension.IsCritical,
            FascNs = [.. names.OfType<GeneralName.Other>().Where(name => name.TagValue == 0).SelectMany(ReadFascNs)],
        };
    }

    /// <summary>OtherName ::= SEQUENCE { type-id, [0] EXPLICIT value }; a FASC-N's value is an octet string (NIST SP 800-73-4 part 1, 3.1.2).</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> ReadFascNs(GeneralName.Other name)
    {
        var otherName = new AsnReader(name.Encoded, AsnEncodingRules.DER).ReadSequence(FirstTag);
        if (otherName.ReadObjectIdentifier() != Oids.PivFascN)
        {
            yield break;
        }

        var value = otherName.ReadSequence(FirstTag);
        otherName.ThrowIfNotEmpty();
        var fascN = value.ReadOctetString();
        value.ThrowIfNotEmpty();
        yield return fascN;
    }

    private static List<PolicyMapping> ReadPolicyMappings(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var mappings = new List<PolicyMapping>();
        do
        {
            var mapping = sequence.ReadSequence();
            mappings.Add(new PolicyMapping(mapping.ReadObjectIdentifier(), mapping.ReadObjectIdentifier()));
            mapping.ThrowIfNotEmpty();
        }
        while (sequence.HasData);
        return mappings;
    }

    private static PolicyConstraints ReadPolicyConstraints(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        var constraints = new PolicyConstraints(ReadSkipCerts(sequence, FirstTag), ReadSkipCerts(sequence, SecondTag));
        sequence.ThrowIfNotEmpty();
        return constraints is { RequireExplicitPolicy: null, InhibitPolicyMapping: null }
            ? throw new DerRuleException("They constrain nothing: neither requireExplicitPolicy nor inhibitPolicyMapping is there (RFC 5280, 4.2.1.11).")
            : constraints;
    }

    private static int? ReadSkipCerts(AsnReader reader, Asn1Tag tag) =>
        reader.HasData && reader.PeekTag().HasSameClassAndValue(tag) ? SkipCertsOf(reader.ReadIntegerBytes(tag).Span) : null;

    private static int ReadSkipCerts(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var skipCerts = SkipCertsOf(reader.ReadIntegerBytes().Span);
        reader.ThrowIfNotEmpty();
        return skipCerts;
    }

    /// <summary>Clamps numbers that exceed any possible path length.</summary>
    private static int SkipCertsOf(ReadOnlySpan<byte> integer) => integer switch
    {
        [>= 0x80, ..] => throw new DerRuleException("A number of certificates is negative (RFC 5280, 4.2.1)."),
        [var one] => one,
        [var high, var low] => (high << 8) | low,
        _ => int.MaxValue,
    };

    private static ReadOnlyMemory<byte> ReadSubjectKeyIdentifier(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var identifier = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return identifier;
    }

    /// <summary>Ignores authorityCertIssuer and authorityCertSerialNumber: the signature decides.</summary>
    private static ReadOnlyMemory<byte> ReadAuthorityKeyIdentifier(ReadOnlyMemory<byte> value)
    {
        var sequence = OpenSequence(value);
        return sequence.HasData && sequence.PeekTag().HasSameClassAndValue(FirstTag) ? sequence.ReadOctetString(FirstTag) : ReadOnlyMemory<byte>.Empty;
    }

    private static AsnReader OpenSequence(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        return sequence;
    }
}
