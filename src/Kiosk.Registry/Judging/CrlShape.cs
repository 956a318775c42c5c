using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Registry.Judging;

/// <summary>The outermost shape of a revocation list (RFC 5280, 5.1), of one too that is cut short or has something behind it: whose it would be.</summary>
internal static class CrlShape
{
    /// <returns>The issuer's Name, DER; null where this is no list.</returns>
    public static byte[]? IssuerOf(ReadOnlyMemory<byte> der)
    {
        try
        {
            var signed = new AsnReader(Inside(Inside(der)), AsnEncodingRules.BER);
            // Version and algorithm, or algorithm alone; then the issuer and thisUpdate, where a certificate has its serial number and algorithm.
            if (signed.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            {
                signed.ReadInteger();
            }

            signed.ReadSequence();
            var issuer = signed.ReadEncodedValue();
            return signed.PeekTag() is var time && (time.HasSameClassAndValue(Asn1Tag.UtcTime) || time.HasSameClassAndValue(Asn1Tag.GeneralizedTime)) ? issuer.ToArray() : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>What follows the header of a sequence; whether it ends where it claims is another question.</summary>
    private static ReadOnlyMemory<byte> Inside(ReadOnlyMemory<byte> sequence) =>
        sequence.Span is [0x30, ..] && DerReader.TryReadHeader(sequence.Span, out var header) ? sequence[header.Length..] : throw new AsnContentException();
}
