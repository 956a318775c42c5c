using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Der;

namespace Kiosk.Testing.Pki;

/// <summary>Certificate extensions for path tests.</summary>
internal static class ChainExtensions
{
    public const string UnknownOid = "1.3.6.1.4.1.99999.1";

    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Second = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Third = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag DirectoryName = new(TagClass.ContextSpecific, 4, isConstructed: true);

    public static X509Extension AuthorityUsage { get; } = Usage(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign);

    public static X509Extension Authority(int? pathLength = null, bool critical = true) =>
        new X509BasicConstraintsExtension(true, pathLength is not null, pathLength ?? 0, critical);

    public static X509Extension Usage(X509KeyUsageFlags usages) => new X509KeyUsageExtension(usages, critical: true);

    /// <summary>The extension marked not critical, although RFC 5280 requires issuers to mark it critical.</summary>
    public static X509Extension NotCritical(X509Extension extension) => new(extension.Oid!, extension.RawData, critical: false);

    public static X509Extension Unknown(bool critical) => new(UnknownOid, [0x05, 0x00], critical);

    /// <summary>subjectKeyIdentifier of the key with this number.</summary>
    public static X509Extension KeyIdentifier(int key) => new X509SubjectKeyIdentifierExtension(ChainMember.KeyOf(key).PublicKey, critical: false);

    /// <summary>authorityKeyIdentifier that matches <see cref="KeyIdentifier"/>.</summary>
    public static X509Extension SignedBy(KeyPair key) =>
        X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(new X509SubjectKeyIdentifierExtension(key.PublicKey, critical: false));

    public static X509Extension Policies(params string[] policies) => Of(Oids.CertificatePolicies, false, writer =>
    {
        using var sequence = writer.PushSequence();
        foreach (var policy in policies)
        {
            using var information = writer.PushSequence();
            writer.WriteObjectIdentifier(policy);
        }
    });

    public static X509Extension Mappings(params (string Issuer, string Subject)[] mappings) => Of(Oids.PolicyMappings, true, writer =>
    {
        using var sequence = writer.PushSequence();
        foreach (var (issuer, subject) in mappings)
        {
            using var mapping = writer.PushSequence();
            writer.WriteObjectIdentifier(issuer);
            writer.WriteObjectIdentifier(subject);
        }
    });

    public static X509Extension PolicyConstraints(int? requireExplicit, int? inhibitMapping) => Of(Oids.PolicyConstraints, true, writer =>
    {
        using var sequence = writer.PushSequence();
        if (requireExplicit is { } one)
        {
            writer.WriteInteger(one, First);
        }

        if (inhibitMapping is { } other)
        {
            writer.WriteInteger(other, Second);
        }
    });

    public static X509Extension InhibitAnyPolicy(int skipCerts) => Of(Oids.InhibitAnyPolicy, true, writer => writer.WriteInteger(skipCerts));

    /// <param name="permitted">As in <see cref="Names"/>.</param>
    public static X509Extension NameConstraints(string[] permitted, string[] excluded) => Of(Oids.NameConstraints, true, writer =>
    {
        using var sequence = writer.PushSequence();
        WriteSubtrees(writer, First, permitted);
        WriteSubtrees(writer, Second, excluded);
    });

    /// <param name="names">As in <see cref="Names"/>.</param>
    public static X509Extension SubjectAltName(bool critical, params string[] names) => new(Oids.SubjectAltName, Names(names), critical);

    /// <summary>GeneralNames, DER.</summary>
    /// <param name="names">dns:host, mail:box, uri:identifier, dir:distinguished name, ip:hexadecimal octets.</param>
    public static byte[] Names(params string[] names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var name in names)
            {
                WriteName(writer, name);
            }
        }

        return writer.Encode();
    }

    public static byte[] DirectoryNames(X500DistinguishedName name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(DirectoryName))
        {
            writer.WriteEncodedValue(name.RawData);
        }

        return writer.Encode();
    }

    /// <summary>One distribution point with a URI, or with the name of its CRL's issuer.</summary>
    public static X509Extension DistributionPoint(string? uri, X500DistinguishedName? crlIssuer = null) => Of(Oids.CrlDistributionPoints, false, writer =>
    {
        using var points = writer.PushSequence();
        using var point = writer.PushSequence();
        if (uri is not null)
        {
            using var name = writer.PushSequence(First);
            using var fullName = writer.PushSequence(First);
            WriteName(writer, $"uri:{uri}");
        }

        if (crlIssuer is not null)
        {
            using var issuer = writer.PushSequence(Third);
            using var directory = writer.PushSequence(DirectoryName);
            writer.WriteEncodedValue(crlIssuer.RawData);
        }
    });

    private static void WriteSubtrees(AsnWriter writer, Asn1Tag tag, string[] names)
    {
        if (names.Length == 0)
        {
            return;
        }

        using var subtrees = writer.PushSequence(tag);
        foreach (var name in names)
        {
            using var subtree = writer.PushSequence();
            WriteName(writer, name);
        }
    }

    private static void WriteName(AsnWriter writer, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var value = name[(colon + 1)..];
        switch (name[..colon])
        {
            case "dir":
                using (writer.PushSequence(DirectoryName))
                {
                    writer.WriteEncodedValue(new X500DistinguishedName(value).RawData);
                }

                break;
            case "ip":
                writer.WriteOctetString(Convert.FromHexString(value), new Asn1Tag(TagClass.ContextSpecific, 7));
                break;
            case var form:
                var tag = form switch { "mail" => 1, "dns" => 2, "uri" => 6, _ => throw new ArgumentException($"{form} is no form of name.", nameof(name)) };
                writer.WriteOctetString(Encoding.Latin1.GetBytes(value), new Asn1Tag(TagClass.ContextSpecific, tag));
                break;
        }
    }

    private static X509Extension Of(string oid, bool critical, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return new X509Extension(oid, writer.Encode(), critical);
    }
}
