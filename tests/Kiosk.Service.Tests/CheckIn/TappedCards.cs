using Kiosk.Hardware.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Tlv;
using Kiosk.Service.Demo.Pki;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Turns issued certificates into cards that can be laid on the reader.</summary>
internal static class TappedCards
{
    private static readonly byte[] GeneralAuthenticate = [0x00, 0x87];
    private static readonly byte[] GetData = [0x00, 0xCB];

    /// <summary>A member's card whose serial number cannot be found by chance in a text.</summary>
    public static IssuedCard Member(int number, KeyKind kind = KeyKind.P256) =>
        TestPki.Issue(number, kind).WithSerialNumber(0x4B, 0x1D, 0xC0, 0xFF, 0xEE, 0x12, 0x34, checked((byte)number));

    public static CardImage Image(this IssuedCard card, params IReadOnlyList<CardImageFault> faults) => card.Image(card.Key, faults);

    /// <summary>The card's certificate on a chip with another key: a copy.</summary>
    public static CardImage CopyWith(this IssuedCard card, KeyPair key) => card.Image(key, []);

    public static CardImage Compressed(this IssuedCard card) => card.Image() with
    {
        Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>> { [PivDataObject.CardAuthenticationCertificate] = PivCertificate.Encode(card.Certificate.Span, compressed: true) },
    };

    public static CardImageFault WhenAuthenticating(CardImageMisdeed misdeed, int after = 0) => new(GeneralAuthenticate, after, misdeed);

    public static CardImageFault WhenRead(CardImageMisdeed misdeed) => new(GetData, 0, misdeed);

    private static CardImage Image(this IssuedCard card, KeyPair key, IReadOnlyList<CardImageFault> faults)
    {
        var image = PivCardImage.Create(card.Certificate.Span, new CardImageKey(key.KeyAlgorithm, key.ExportPkcs8()), faults) with { Source = $"{card.Uuid:D}.json" };
        return card.Chuid is { } chuid ? image.WithChuid(chuid.Span) : image;
    }
}
