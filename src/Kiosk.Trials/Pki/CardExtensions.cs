using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Der;

namespace Kiosk.Trials.Pki;

/// <summary>The extensions of a PKI-CAK certificate, each by itself, so that a test can leave one out or bend it.</summary>
internal static class CardExtensions
{
    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UniformResourceIdentifier = new(TagClass.ContextSpecific, 6);

    /// <summary>All that PKI-CAK asks for.</summary>
    public static IReadOnlyList<X509Extension> Standard(CardCertificateRequest request) =>
    [
        KeyUsage(X509KeyUsageFlags.DigitalSignature),
        ExtendedKeyUsage([Oids.PivCardAuthentication]),
        Policies([Oids.CommonCardAuthenticationPolicy]),
        SubjectAltName([$"urn:uuid:{request.Uuid:D}"], request.FascN),
        new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false),
    ];

    public static X509KeyUsageExtension KeyUsage(X509KeyUsageFlags usages, bool critical = true) => new(usages, critical);

    public static X509EnhancedKeyUsageExtension ExtendedKeyUsage(IEnumerable<string> purposes, bool critical = true)
    {
        var oids = new OidCollection();
        foreach (var purpose in purposes)
        {
            oids.Add(new Oid(purpose));
        }

        return new X509EnhancedKeyUsageExtension(oids, critical);
    }

    public static X509Extension Policies(IEnumerable<string> policies)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var policy in policies)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(policy);
                }
            }
        }

        return new(Oids.CertificatePolicies, writer.Encode(), critical: false);
    }

    /// <param name="fascN">25 bytes, written as otherName (FIPS 201-3, 5.2.1).</param>
    public static X509Extension SubjectAltName(IEnumerable<string> uris, ReadOnlyMemory<byte>? fascN = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (fascN is { } number)
            {
                WriteFascN(writer, number.Span);
            }

            foreach (var uri in uris)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, uri, UniformResourceIdentifier);
            }
        }

        return new(Oids.SubjectAltName, writer.Encode(), critical: false);
    }

    private static void WriteFascN(AsnWriter writer, ReadOnlySpan<byte> fascN)
    {
        using (writer.PushSequence(OtherName))
        {
            writer.WriteObjectIdentifier(Oids.PivFascN);
            using (writer.PushSequence(OtherName))
            {
                writer.WriteOctetString(fascN);
            }
        }
    }
}
