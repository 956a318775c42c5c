using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Cards;

/// <summary>Images of PIV cards, each another one, for tests that read cards without verifying them.</summary>
internal static class TestCard
{
    /// <summary>Above those that tests name.</summary>
    private static int lastNumber = 0x40000000;

    public static CardImage WithP256(string source = "p256.json") => Issue(KeyKind.P256).Image() with { Source = source };

    public static CardImage WithP384(string source = "p384.json") => Issue(KeyKind.P384).Image() with { Source = source };

    public static CardImage WithRsa(int modulusBits, string source = "rsa.json") =>
        Issue(modulusBits == 3072 ? KeyKind.Rsa3072 : KeyKind.Rsa2048).Image() with { Source = source };

    /// <param name="padding">Length in bytes of an extra extension that makes the certificate long.</param>
    public static CardImage WithLongCertificate(int padding, string source = "long.json")
    {
        var content = new byte[padding];
        new Random(1).NextBytes(content);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(content);
        return Issue(KeyKind.P256).With(new X509Extension("1.3.6.1.4.1.55555.1", writer.Encode(), critical: false)).Image() with { Source = source };
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

    private static IssuedCard Issue(KeyKind kind) => TestPki.Issue(Interlocked.Increment(ref lastNumber), kind);
}
