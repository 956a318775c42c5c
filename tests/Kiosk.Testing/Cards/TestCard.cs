using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Testing.Cards;

/// <summary>A PIV card with a self-signed card authentication certificate, for tests that read cards without verifying the path.</summary>
public static class TestCard
{
    public static readonly DateTimeOffset Issued = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static CardImage WithP256(string source = "p256.json") => Ec(source, "11", ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256);

    public static CardImage WithP384(string source = "p384.json") => Ec(source, "14", ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384);

    public static CardImage WithRsa(int modulusBits, string source = "rsa.json")
    {
        using var key = RSA.Create(modulusBits);
        var request = new CertificateRequest("CN=Card", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Image(source, modulusBits == 3072 ? "05" : "07", SelfSigned(request), key.ExportPkcs8PrivateKey());
    }

    /// <param name="padding">Length in bytes of an extra extension that makes the certificate long.</param>
    public static CardImage WithLongCertificate(int padding, string source = "long.json")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Card", key, HashAlgorithmName.SHA256);
        var extension = new byte[padding];
        new Random(1).NextBytes(extension);
        request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.55555.1", Octets(extension), critical: false));
        return Image(source, "11", SelfSigned(request), key.ExportPkcs8PrivateKey());
    }

    /// <summary>The same card with another answer to GET DATA for one object.</summary>
    public static CardImage WithObject(this CardImage image, BerTag tag, ReadOnlyMemory<byte> value) =>
        image with { Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>(image.Objects) { [tag] = value } };

    /// <summary>The same card with a fault rule.</summary>
    public static CardImage WithFault(this CardImage image, string on, CardImageFault fault, int after = 0) =>
        image with { Faults = [.. image.Faults, new CardImageFaultRule(Convert.FromHexString(on), after, fault)] };

    /// <summary>The certificate on the card, DER.</summary>
    public static byte[] Certificate(this CardImage image) =>
        PivCertificate.Parse(image.Objects[PivDataObject.CardAuthenticationCertificate], maxLength: 65536).ToArray();

    private static CardImage Ec(string source, string algorithm, ECCurve curve, HashAlgorithmName hash)
    {
        using var key = ECDsa.Create(curve);
        return Image(source, algorithm, SelfSigned(new CertificateRequest("CN=Card", key, hash)), key.ExportPkcs8PrivateKey());
    }

    private static CardImage Image(string source, string algorithm, byte[] certificate, byte[] pkcs8) => new()
    {
        Source = source,
        AnswerToReset = new AnswerToReset(Convert.FromHexString("3B80800101")),
        Application = ApplicationIdentifier.Parse("A000000308000010000100"),
        Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>
        {
            [PivDataObject.CardAuthenticationCertificate] = PivCertificate.Encode(certificate, compressed: false),
        },
        Keys = new Dictionary<byte, CardImageKey> { [0x9E] = new(Convert.FromHexString(algorithm)[0], pkcs8) },
    };

    private static byte[] SelfSigned(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(Issued, Issued.AddYears(3));
        return certificate.RawData;
    }

    private static byte[] Octets(byte[] value)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteOctetString(value);
        return writer.Encode();
    }
}
