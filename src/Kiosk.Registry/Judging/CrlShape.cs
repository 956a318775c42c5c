using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Registry.Judging;

/// <summary>The outermost structure of a revocation list (RFC 5280, 5.1), even truncated or with trailing data: tells whose it would be.</summary>
internal static class CrlShape
{
    /// <returns>The issuer's Name, DER; null if this is not a list.</returns>
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

    /// <summary>The content after a sequence's header, without checking its length.</summary>
    private static ReadOnlyMemory<byte> Inside(ReadOnlyMemory<byte> sequence) =>
        sequence.Span is [0x30, ..] && DerReader.TryReadHeader(sequence.Span, out var header) ? sequence[header.Length..] : throw new AsnContentException();
}
