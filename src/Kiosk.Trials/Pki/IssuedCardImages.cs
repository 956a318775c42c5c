using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Trials.Pki;

/// <summary>Turns issued cards into images for the virtual reader.</summary>
internal static class IssuedCardImages
{
    private static readonly byte[] Select = [0x00, 0xA4];
    private static readonly byte[] GetData = [0x00, 0xCB];
    private static readonly byte[] GeneralAuthenticate = [0x00, 0x87];

    public static CardImage Image(this IssuedCard card, params IReadOnlyList<CardImageFaultRule> faults) => card.Image(card.Key, faults);

    /// <summary>A copied card: the certificate on a chip with another key.</summary>
    public static CardImage CopyWith(this IssuedCard card, KeyPair key) => card.Image(key, []);

    public static CardImage Compressed(this IssuedCard card) => card.WithObject(PivCertificate.Encode(card.Certificate.Span, compressed: true));

    /// <param name="certificateObject">The whole response to GET DATA for the certificate, wrapper included.</param>
    public static CardImage WithObject(this IssuedCard card, ReadOnlyMemory<byte> certificateObject)
    {
        var image = card.Image();
        return image with { Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>(image.Objects) { [PivDataObject.CardAuthenticationCertificate] = certificateObject } };
    }

    public static CardImageFaultRule WhenSelected(CardImageFault fault) => new(Select, 0, fault);

    public static CardImageFaultRule WhenRead(CardImageFault fault) => new(GetData, 0, fault);

    /// <param name="after">Number of correct answers before the fault.</param>
    public static CardImageFaultRule WhenAuthenticating(CardImageFault fault, int after = 0) => new(GeneralAuthenticate, after, fault);

    private static CardImage Image(this IssuedCard card, KeyPair key, IReadOnlyList<CardImageFaultRule> faults)
    {
        var image = PivCardImage.Create(card.Certificate.Span, new CardImageKey(key.KeyAlgorithm, key.ExportPkcs8()), faults) with { Source = $"{card.Uuid:D}.json" };
        return card.Chuid is { } chuid ? image.WithChuid(chuid.Span) : image;
    }
}
