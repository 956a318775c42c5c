using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Piv;

/// <summary>The Card Holder Unique Identifier (NIST SP 800-73-4 part 1, 3.1.2 and table 9), parsed but not verified.</summary>
/// <param name="FascN">25 bytes.</param>
/// <param name="CardUuid">Tag 34 (GUID), 16 bytes.</param>
/// <param name="ExpirationDate">The last day of validity.</param>
/// <param name="SignedContent">What the signature covers: every TLV before 3E except the buffer length, in the card's order and encoding.</param>
/// <param name="IssuerSignature">Tag 3E, a detached CMS SignedData; empty if the card has none.</param>
public sealed record Chuid(
    ReadOnlyMemory<byte> FascN,
    Guid CardUuid,
    DateOnly ExpirationDate,
    ReadOnlyMemory<byte> SignedContent,
    ReadOnlyMemory<byte> IssuerSignature)
{
    /// <summary>
    /// The error detection code after the signature (tag FE, empty), as encoded on the card. Issuers disagree about "the contents of the CHUID excluding the signature":
    /// some cards in the field are signed with it at the end of <see cref="SignedContent"/>, others without.
    /// </summary>
    public ReadOnlyMemory<byte> ErrorDetectionCode { get; private init; } = EncodedErrorDetectionCode;

    private const int FascNLength = 25;
    private const int UuidLength = 16;

    private static readonly BerTag FascNTag = new(0x30);
    private static readonly BerTag UuidTag = new(0x34);
    private static readonly BerTag ExpirationTag = new(0x35);
    private static readonly BerTag SignatureTag = new(0x3E);

    /// <summary>The buffer length on older cards: it comes first and is not signed.</summary>
    private static readonly BerTag BufferLengthTag = new(0xEE);

    private static readonly byte[] EncodedErrorDetectionCode = BerTlvWriter.Encode(PivDataObject.ErrorDetectionCode, default);

    /// <summary>Optional tags, signed but not used: 32 organizational identifier, 33 DUNS, 36 cardholder UUID.</summary>
    private static readonly BerTag[] Others = [new(0x32), new(0x33), new(0x36)];

    /// <param name="value">The value inside tag 53.</param>
    /// <exception cref="CardMalformedException">A tag is unknown, duplicated, missing or of the wrong length, or bytes follow FE.</exception>
    public static Chuid Parse(ReadOnlyMemory<byte> value)
    {
        try
        {
            return Read(value);
        }
        catch (BerTlvException exception)
        {
            throw new CardMalformedException("The CHUID (5FC102) is malformed: " + exception.Message, exception);
        }
    }

    /// <param name="fault">The message of <see cref="Parse"/>'s exception.</param>
    public static bool TryParse(ReadOnlyMemory<byte> value, [NotNullWhen(true)] out Chuid? chuid, [NotNullWhen(false)] out string? fault)
    {
        try
        {
            (chuid, fault) = (Parse(value), null);
            return true;
        }
        catch (CardMalformedException malformed)
        {
            (chuid, fault) = (null, malformed.Message);
            return false;
        }
    }

    /// <summary>The value inside tag 53, encoded as on a card.</summary>
    public byte[] Encode()
    {
        var output = new ArrayBufferWriter<byte>(SignedContent.Length + IssuerSignature.Length + 8);
        output.Write(SignedContent.Span);
        BerTlvWriter.Write(output, SignatureTag, IssuerSignature.Span);
        output.Write(ErrorDetectionCode.Span);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The content that the issuer signs, with or without <see cref="ErrorDetectionCode"/> appended.</summary>
    public static byte[] EncodeSignedContent(ReadOnlySpan<byte> fascN, Guid cardUuid, DateOnly expirationDate)
    {
        var output = new ArrayBufferWriter<byte>();
        BerTlvWriter.Write(output, FascNTag, fascN);
        BerTlvWriter.Write(output, UuidTag, cardUuid.ToByteArray(bigEndian: true));
        BerTlvWriter.Write(output, ExpirationTag, Encoding.ASCII.GetBytes(expirationDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));
        return output.WrittenSpan.ToArray();
    }

    private static Chuid Read(ReadOnlyMemory<byte> value)
    {
        var reader = new BerTlvReader(value.Span);
        var seen = new Dictionary<BerTag, byte[]>();
        var signedStart = 0;
        int? signedEnd = null;
        ReadOnlyMemory<byte> errorDetectionCode;
        while (true)
        {
            var start = value.Length - reader.Remaining;
            var tlv = reader.Read();
            if (tlv.Tag == PivDataObject.ErrorDetectionCode)
            {
                reader.ThrowIfNotAtEnd();
                ThrowIfFilled(tlv.Value);
                errorDetectionCode = value[start..];
                break;
            }

            if (signedEnd is not null || !seen.TryAdd(tlv.Tag, tlv.Value.ToArray()))
            {
                throw new CardMalformedException($"The CHUID (5FC102) has tag {tlv.Tag} twice, or after its signature (tag 3E).");
            }

            signedEnd = tlv.Tag == SignatureTag ? start : null;
            signedStart = start == 0 && tlv.Tag == BufferLengthTag ? value.Length - reader.Remaining : signedStart;
        }

        ThrowIfUnknown(signedStart > 0 ? seen.Keys.Where(tag => tag != BufferLengthTag) : seen.Keys);
        return new Chuid(
            Take(seen, FascNTag, FascNLength),
            new Guid(Take(seen, UuidTag, UuidLength), bigEndian: true),
            ReadDate(Take(seen, ExpirationTag, length: 8)),
            value[signedStart..(signedEnd ?? throw new CardMalformedException("The CHUID (5FC102) has no signature (tag 3E)."))],
            seen[SignatureTag])
        {
            ErrorDetectionCode = errorDetectionCode,
        };
    }

    private static void ThrowIfFilled(ReadOnlySpan<byte> errorDetectionCode)
    {
        if (!errorDetectionCode.IsEmpty)
        {
            throw new CardMalformedException("Tag FE (error detection code) of the CHUID (5FC102) is not empty.");
        }
    }

    private static void ThrowIfUnknown(IEnumerable<BerTag> tags)
    {
        foreach (var tag in tags)
        {
            if (tag != FascNTag && tag != UuidTag && tag != ExpirationTag && tag != SignatureTag && !Others.Contains(tag))
            {
                throw new CardMalformedException($"The CHUID (5FC102) has a tag {tag}, which NIST SP 800-73-4 part 1, 3.1.2 does not know.");
            }
        }
    }

    private static byte[] Take(Dictionary<BerTag, byte[]> seen, BerTag tag, int length) =>
        seen.TryGetValue(tag, out var value) && value.Length == length
            ? value
            : throw new CardMalformedException($"Tag {tag} of the CHUID (5FC102) is missing or does not have {length} bytes.");

    private static DateOnly ReadDate(byte[] digits) =>
        DateOnly.TryParseExact(Encoding.ASCII.GetString(digits), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new CardMalformedException("Tag 35 (expiration date) of the CHUID (5FC102) is not a date YYYYMMDD.");
}
