using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Verification.Der;

namespace Kiosk.Benchmarks;

/// <summary>Issues validly signed card certificates that share a key and differ in the UUID.</summary>
internal sealed class BenchAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] body;
    private readonly byte[] algorithm;
    private readonly int place;

    /// <param name="uuid">The placeholder in the template, replaced by each card's UUID.</param>
    public BenchAuthority(string uuid)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=Bench CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var authority = request.CreateSelfSigned(now.AddDays(-10), now.AddDays(3650));
        Certificate = authority.RawData;
        Trust = SHA256.HashData(Certificate);

        using var card = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CardKey = card.ExportSubjectPublicKeyInfo();
        var list = new AsnReader(Template(authority, card, uuid, now), AsnEncodingRules.DER).ReadSequence();
        body = list.ReadEncodedValue().ToArray();
        algorithm = list.ReadEncodedValue().ToArray();
        place = body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(uuid));
    }

    /// <summary>DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>Identifies this authority to <see cref="Kiosk.Registry.Judging.VerifiedCards"/>.</summary>
    public byte[] Trust { get; }

    /// <summary>The SubjectPublicKeyInfo shared by all cards.</summary>
    public byte[] CardKey { get; }

    public byte[] Issue(Guid uuid)
    {
        Encoding.ASCII.GetBytes(uuid.ToString()).CopyTo(body.AsSpan(place));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(body);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(key.SignData(body, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return writer.Encode();
    }

    public void Dispose() => key.Dispose();

    private static byte[] Template(X509Certificate2 authority, ECDsa card, string uuid, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=Card", card, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri("urn:uuid:" + uuid));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(Oids.PivCardAuthentication)], critical: true));
        // SEQUENCE { SEQUENCE { Common Policy, card authentication } }
        request.CertificateExtensions.Add(new System.Security.Cryptography.X509Certificates.X509Extension("2.5.29.32", Convert.FromHexString("300E300C060A60864801650302010311"), critical: false));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(365), RandomNumberGenerator.GetBytes(8).Select(b => (byte)(b | 1)).Prepend((byte)0x40).ToArray());
        return certificate.RawData;
    }
}
