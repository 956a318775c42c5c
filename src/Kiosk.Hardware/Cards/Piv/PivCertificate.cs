using System.Buffers;
using Kiosk.Hardware.Readers;
using Kiosk.Hardware.Tlv;

namespace Kiosk.Hardware.Cards.Piv;

/// <summary>The certificate data object: 53 { 70 certificate, 71 how it is packed, FE nothing } (NIST SP 800-73-4 part 1, appendix A, table 10).</summary>
public static class PivCertificate
{
    private const byte Plain = 0;
    private const byte Gzip = 1;

    private static readonly BerTag Certificate = new(0x70);
    private static readonly BerTag Packing = new(0x71);

    /// <param name="dataObject">The answer to GET DATA, wrapper included.</param>
    /// <param name="greatestLength">The most bytes that the certificate may have once it is unpacked.</param>
    /// <returns>The certificate, which is not looked into.</returns>
    /// <exception cref="CardMalformedException">The object is built differently, or its certificate is longer.</exception>
    public static ReadOnlyMemory<byte> Parse(ReadOnlyMemory<byte> dataObject, int greatestLength)
    {
        try
        {
            var outer = new BerTlvReader(dataObject.Span);
            var wrapper = outer.Enter(PivDataObject.Wrapper);
            outer.ThrowIfNotAtEnd();
            var packed = wrapper.Read(Certificate);
            var packing = wrapper.Read(Packing);
            var end = wrapper.Read(PivDataObject.ErrorDetectionCode);
            wrapper.ThrowIfNotAtEnd();
            if (!end.IsEmpty || packing.Length != 1)
            {
                throw new CardMalformedException("The certificate object's tags 71 and FE do not have one byte and none.");
            }

            return Unpack(packed, packing[0], greatestLength);
        }
        catch (BerTlvException exception)
        {
            throw new CardMalformedException("The certificate object is malformed: " + exception.Message, exception);
        }
    }

    /// <summary>The data object as a card holds it.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> certificate, bool compressed)
    {
        var inside = new ArrayBufferWriter<byte>(certificate.Length + 16);
        BerTlvWriter.Write(inside, Certificate, compressed ? GzipMember.Compress(certificate) : certificate);
        BerTlvWriter.Write(inside, Packing, [compressed ? Gzip : Plain]);
        BerTlvWriter.Write(inside, PivDataObject.ErrorDetectionCode, default);
        return BerTlvWriter.Encode(PivDataObject.Wrapper, inside.WrittenSpan);
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed, byte packing, int greatestLength) => packing switch
    {
        Plain when packed.Length <= greatestLength => packed.ToArray(),
        Plain => throw new CardMalformedException($"The certificate has {packed.Length} bytes, more than {greatestLength}."),
        Gzip => GzipMember.Decompress(packed, greatestLength),
        _ => throw new CardMalformedException($"The certificate is packed in an unknown way ({packing:X2})."),
    };
}
