using System.Formats.Asn1;
using System.Numerics;

namespace Kiosk.Trials.Forging;

/// <summary>Writes malformed and unusual ECDSA signatures on P-256.</summary>
internal static class EcdsaForgery
{
    private const int FieldLength = 32;

    /// <summary>The order n of P-256 (FIPS 186-5, SP 800-186, 3.2.1.3).</summary>
    public static BigInteger Order { get; } = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads r and s from an ECDSA-Sig-Value.</summary>
    public static (BigInteger R, BigInteger S) Read(byte[] signature)
    {
        var sequence = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        return (sequence.ReadInteger(), sequence.ReadInteger());
    }

    /// <summary>Writes an ECDSA-Sig-Value with any integers, or more than two.</summary>
    public static byte[] Write(params ReadOnlySpan<BigInteger> integers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var integer in integers)
            {
                writer.WriteInteger(integer);
            }
        }

        return writer.Encode();
    }

    /// <summary>(r, n − s), which is as valid as (r, s).</summary>
    public static byte[] Twin(byte[] signature)
    {
        var (r, s) = Read(signature);
        return Write(r, Order - s);
    }

    /// <summary>r ‖ s, the IEEE P1363 format.</summary>
    public static byte[] ToP1363(byte[] signature)
    {
        var (r, s) = Read(signature);
        return [.. Fixed(r), .. Fixed(s)];
    }

    /// <summary>Encodes the sequence's length in two bytes instead of one (BER).</summary>
    public static byte[] WithLongLength(byte[] signature) => [signature[0], 0x81, .. signature.AsSpan(1)];

    /// <summary>Adds a leading zero to r, against DER.</summary>
    public static byte[] WithPaddedInteger(byte[] signature)
    {
        var integer = signature.AsSpan(2);
        return [signature[0], (byte)(signature[1] + 1), integer[0], (byte)(integer[1] + 1), 0, .. integer[2..]];
    }

    public static byte[] WithIndefiniteLength(byte[] signature) => [signature[0], 0x80, .. signature.AsSpan(2), 0, 0];

    private static byte[] Fixed(BigInteger value)
    {
        var bytes = new byte[FieldLength];
        value.TryWriteBytes(bytes.AsSpan(FieldLength - value.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}
