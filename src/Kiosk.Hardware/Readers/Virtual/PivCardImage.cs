using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Personalises a virtual card with a card-authentication certificate and key (NIST SP 800-73-4 part 1, 3.1.3 and table 15).</summary>
public static class PivCardImage
{
    /// <summary>The key reference of card authentication.</summary>
    public const byte CardAuthenticationKey = 0x9E;

    /// <param name="certificate">DER.</param>
    /// <param name="key">Need not match the certificate: forged copies do not.</param>
    public static CardImage Create(ReadOnlySpan<byte> certificate, CardImageKey key, params IReadOnlyList<CardImageFaultRule> faults) => new()
    {
        AnswerToReset = new AnswerToReset(Convert.FromHexString("3B80800101")),
        Application = ApplicationIdentifier.Parse("A000000308000010000100"),
        Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>> { [PivDataObject.CardAuthenticationCertificate] = PivCertificate.Encode(certificate, compressed: false) },
        Keys = new Dictionary<byte, CardImageKey> { [CardAuthenticationKey] = key },
        Faults = faults,
    };

    /// <summary>The same card with a CHUID on it.</summary>
    /// <param name="chuid">The value inside tag 53.</param>
    public static CardImage WithChuid(this CardImage image, ReadOnlySpan<byte> chuid) => image with
    {
        Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>(image.Objects)
        {
            [PivDataObject.CardHolderUniqueIdentifier] = BerTlvWriter.Encode(PivDataObject.Wrapper, chuid),
        },
    };
}
