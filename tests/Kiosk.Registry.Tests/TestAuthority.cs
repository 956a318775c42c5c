using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Registry.Tests;

/// <summary>A made-up authority that issues cards and lists itself, with a key that lives in memory.</summary>
internal sealed class TestAuthority
{
    public const string CardAuthentication = "2.16.840.1.101.3.6.8";

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private TestAuthority(string name)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.KeyCertSign, critical: true));
        Certificate = request.CreateSelfSigned(Start.AddDays(-400), Start.AddDays(3650));
    }

    /// <summary>Whose certificate stands among the anchors.</summary>
    public static TestAuthority Known { get; } = new("CN=Test Authority");

    /// <summary>Somebody else, of another name.</summary>
    public static TestAuthority Stranger { get; } = new("CN=Somebody Else");

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate that journals are sealed to.</summary>
    public static byte[] RegistryCertificate { get; } = CreateRegistry();

    /// <summary>A list without entries, good for a week from its date.</summary>
    /// <param name="thisUpdate">Left out, an hour ago.</param>
    public byte[] IssueCrl(int number, DateTimeOffset? thisUpdate = null, params IEnumerable<byte[]> serials)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var serial in serials)
        {
            builder.AddEntry(serial, Start.AddDays(-2));
        }

        var at = thisUpdate ?? Start.AddHours(-1);
        return builder.Build(Certificate, number, at.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: at);
    }

    /// <summary>A list that covers the certificates of one distribution point alone, as an option of AD CS makes it (RFC 5280, 5.2.5).</summary>
    public byte[] IssueCrlOfOnePoint()
    {
        var point = CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://crl.example/root.crl"]).RawData;
        // A certificate's extension is SEQUENCE { SEQUENCE { [0] name } }, a list's is the inner one.
        var inner = new AsnReader(point, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue();
        return Resign(IssueCrl(1), "2.5.29.28", inner.Span);
    }

    /// <summary>Adds a critical extension to a list and signs it again.</summary>
    private byte[] Resign(byte[] crl, string extension, ReadOnlySpan<byte> value)
    {
        var list = new AsnReader(crl, AsnEncodingRules.DER).ReadSequence();
        var body = list.ReadSequence();
        var algorithm = list.ReadEncodedValue();
        var extended = new AsnWriter(AsnEncodingRules.DER);
        using (extended.PushSequence())
        {
            while (body.PeekTag() != Extensions)
            {
                extended.WriteEncodedValue(body.ReadEncodedValue().Span);
            }

            using (extended.PushSequence(Extensions))
            using (extended.PushSequence())
            {
                for (var others = body.ReadSequence(Extensions).ReadSequence(); others.HasData;)
                {
                    extended.WriteEncodedValue(others.ReadEncodedValue().Span);
                }

                using (extended.PushSequence())
                {
                    extended.WriteObjectIdentifier(extension);
                    extended.WriteBoolean(true);
                    extended.WriteOctetString(value);
                }
            }
        }

        var signed = new AsnWriter(AsnEncodingRules.DER);
        using (signed.PushSequence())
        {
            signed.WriteEncodedValue(extended.Encode());
            signed.WriteEncodedValue(algorithm.Span);
            signed.WriteBitString(key.SignData(extended.Encode(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return signed.Encode();
    }

    /// <param name="daysLeft">Until the certificate expires.</param>
    /// <param name="configure">Adds names and whatever else the card's certificate says.</param>
    public byte[] Issue(string name, ECDsa card, int daysLeft, Action<CertificateRequest> configure)
    {
        var request = new CertificateRequest(name, card, HashAlgorithmName.SHA256);
        configure(request);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        using var certificate = request.Create(Certificate, Start.AddDays(-300), Start.AddDays(daysLeft), serial);
        return certificate.RawData;
    }

    private static byte[] CreateRegistry()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test Registry", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        using var certificate = request.CreateSelfSigned(Start.AddDays(-1), Start.AddDays(365));
        return certificate.RawData;
    }
}
