using System.Buffers;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Piv;

/// <summary>
/// The certificate data object: 53 { 70 certificate, 71 CertInfo (compression), 72 MSCUID (optional), FE empty } (NIST SP 800-73-4 part 1, appendix A, table 10;
/// it dropped the MSCUID, which cards up to SP 800-73-3 may still hold).
/// </summary>
public static class PivCertificate
{
    private const byte Plain = 0;
    private const byte Gzip = 1;

    private static readonly BerTag Certificate = new(0x70);
    private static readonly BerTag Packing = new(0x71);

    /// <summary>A chip number, ignored because it proves nothing.</summary>
    private static readonly BerTag Mscuid = new(0x72);

    /// <param name="dataObject">The response to GET DATA, wrapper included.</param>
    /// <param name="maxLength">Maximum length of the decompressed certificate in bytes.</param>
    /// <returns>The certificate, not parsed; empty if the object holds none.</returns>
    /// <exception cref="CardMalformedException">The object does not follow the standard, or the certificate is too long.</exception>
    public static ReadOnlyMemory<byte> Parse(ReadOnlyMemory<byte> dataObject, int maxLength)
    {
        try
        {
            var outer = new BerTlvReader(dataObject.Span);
            var wrapper = outer.Enter(PivDataObject.Wrapper);
            outer.ThrowIfNotAtEnd();
            return wrapper.IsAtEnd ? ReadOnlyMemory<byte>.Empty : Read(wrapper, maxLength);
        }
        catch (BerTlvException exception)
        {
            throw Malformed($"{exception.Message} It is 53 {{ 70 certificate, 71 CertInfo, FE }}, with 72 MSCUID before FE on older cards (NIST SP 800-73-4 part 1, appendix A).", exception);
        }
    }

    /// <summary>The data object, encoded as on a card.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> certificate, bool compressed)
    {
        var inside = new ArrayBufferWriter<byte>(certificate.Length + 16);
        BerTlvWriter.Write(inside, Certificate, compressed ? GzipMember.Compress(certificate) : certificate);
        BerTlvWriter.Write(inside, Packing, [compressed ? Gzip : Plain]);
        BerTlvWriter.Write(inside, PivDataObject.ErrorDetectionCode, default);
        return BerTlvWriter.Encode(PivDataObject.Wrapper, inside.WrittenSpan);
    }

    private static byte[] Read(BerTlvReader inside, int maxLength)
    {
        var packed = inside.Read(Certificate);
        var packing = inside.Read(Packing);
        if (inside.IsNext(Mscuid))
        {
            inside.Read(Mscuid);
        }

        var end = inside.Read(PivDataObject.ErrorDetectionCode);
        inside.ThrowIfNotAtEnd();
        if (!end.IsEmpty)
        {
            throw Malformed("Tag FE (error detection code) is not empty, as it is on PIV cards.");
        }

        return packing.Length == 1
            ? packed.IsEmpty ? [] : Unpack(packed, packing[0], maxLength)
            : throw Malformed($"Tag 71 (CertInfo) holds {packing.Length} bytes, not one.");
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed, byte packing, int maxLength) => packing switch
    {
        Plain when GzipMember.Begins(packed) => throw Malformed("Tag 71 (CertInfo) says 00, not compressed, and the certificate is compressed with gzip."),
        Plain when packed.Length <= maxLength => packed.ToArray(),
        Plain => throw Malformed($"The certificate has {packed.Length} bytes, more than the {maxLength} of the card profile (reading.greatestCertificate)."),
        Gzip when !GzipMember.Begins(packed) => throw Malformed("Tag 71 (CertInfo) says 01, compressed with gzip, and the certificate is not (RFC 1952)."),
        Gzip => GzipMember.Decompress(packed, maxLength),
        _ => throw Malformed($"Tag 71 (CertInfo) says {packing:X2}, which is neither 00 (not compressed) nor 01 (gzip)."),
    };

    private static CardMalformedException Malformed(string sentence, Exception? inner = null) => new("The certificate object (5FC101) is malformed: " + sentence, inner);
}
