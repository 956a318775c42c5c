using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Der;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using X509Extension = System.Security.Cryptography.X509Certificates.X509Extension;

namespace Kiosk.Trials.Pki;

/// <summary>The individual extensions of a PKI-CAK certificate, so that tests can omit or change each.</summary>
internal static class CardExtensions
{
    /// <summary>All extensions that PKI-CAK requires.</summary>
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

    public static X509Extension Policies(IEnumerable<string> policies) =>
        new(Oids.CertificatePolicies, new CertificatePolicies([.. policies.Select(policy => new PolicyInformation(new DerObjectIdentifier(policy)))]).GetDerEncoded(), critical: false);

    /// <param name="fascN">25 bytes, encoded as otherName (FIPS 201-3, 5.2.1).</param>
    public static X509Extension SubjectAltName(IEnumerable<string> uris, ReadOnlyMemory<byte>? fascN = null)
    {
        var names = uris.Select(uri => new GeneralName(GeneralName.UniformResourceIdentifier, uri));
        return new(Oids.SubjectAltName, new GeneralNames([.. fascN is { } number ? names.Prepend(NameOf(number)) : names]).GetDerEncoded(), critical: false);
    }

    private static GeneralName NameOf(ReadOnlyMemory<byte> fascN) =>
        new(GeneralName.OtherName, new OtherName(new DerObjectIdentifier(Oids.PivFascN), new DerOctetString(fascN.ToArray())));
}
