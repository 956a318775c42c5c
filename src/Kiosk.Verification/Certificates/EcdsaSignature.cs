using System.Formats.Asn1;

namespace Kiosk.Verification.Certificates;

/// <summary>ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 3279, 2.2.3), in strict DER.</summary>
internal static class EcdsaSignature
{
    private static readonly byte[] P256Order =
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly byte[] P384Order =
        Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    private static readonly byte[] P521Order = Convert.FromHexString(
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409");

    /// <summary>Whether r and s are strict DER integers from 1 to n − 1. A high s is accepted.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> signature, EllipticCurve curve)
    {
        ReadOnlySpan<byte> order = curve switch
        {
            EllipticCurve.P256 => P256Order,
            EllipticCurve.P384 => P384Order,
            EllipticCurve.P521 => P521Order,
            _ => [],
        };
        try
        {
            AsnDecoder.ReadSequence(signature, AsnEncodingRules.DER, out var offset, out var length, out var consumed);
            if (consumed != signature.Length)
            {
                return false;
            }

            var content = signature.Slice(offset, length);
            var r = AsnDecoder.ReadIntegerBytes(content, AsnEncodingRules.DER, out var lengthOfR);
            var s = AsnDecoder.ReadIntegerBytes(content[lengthOfR..], AsnEncodingRules.DER, out var lengthOfS);
            return lengthOfR + lengthOfS == content.Length && IsScalar(r, order) && IsScalar(s, order);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool IsScalar(ReadOnlySpan<byte> integer, ReadOnlySpan<byte> order)
    {
        if ((integer[0] & 0x80) != 0)
        {
            return false;
        }

        var magnitude = integer.TrimStart((byte)0);
        return magnitude.Length != 0
            && (magnitude.Length < order.Length || (magnitude.Length == order.Length && magnitude.SequenceCompareTo(order) < 0));
    }
}
