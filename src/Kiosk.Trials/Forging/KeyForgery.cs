using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Kiosk.Verification.Der;

namespace Kiosk.Trials.Forging;

/// <summary>Writes SubjectPublicKeyInfos that no CA may certify.</summary>
internal static class KeyForgery
{
    private const int PointLength = 65;

    /// <summary>Compresses the point of a P-256 key.</summary>
    public static byte[] Compressed(byte[] keyInfo)
    {
        var point = PointOf(keyInfo);
        return OnP256([(byte)(2 + (point[^1] & 1)), .. point.AsSpan(1, 32)]);
    }

    public static byte[] AtInfinity() => OnP256([0]);

    /// <summary>Changes y, so that the point is off the curve.</summary>
    public static byte[] OffTheCurve(byte[] keyInfo)
    {
        var point = PointOf(keyInfo);
        point[^1] ^= 1;
        return OnP256(point);
    }

    /// <summary>P-256 as explicit parameters instead of a named curve (RFC 3279, 2.3.5).</summary>
    public static byte[] WithExplicitParameters(byte[] keyInfo)
    {
        using var named = ECDsa.Create();
        named.ImportSubjectPublicKeyInfo(keyInfo, out _);
        using var described = ECDsa.Create(named.ExportExplicitParameters(includePrivateParameters: false));
        return described.ExportSubjectPublicKeyInfo();
    }

    /// <summary>A key on a curve that is not supported.</summary>
    public static byte[] OnAnotherCurve()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        return key.ExportSubjectPublicKeyInfo();
    }

    public static byte[] RsaOfSize(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Removes the NULL parameters of RFC 3279, 2.3.1.</summary>
    public static byte[] RsaWithoutNull(byte[] keyInfo)
    {
        var info = new AsnReader(keyInfo, AsnEncodingRules.DER).ReadSequence();
        info.ReadEncodedValue();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.RsaEncryption);
            }

            writer.WriteEncodedValue(info.ReadEncodedValue().Span);
        }

        return writer.Encode();
    }

    /// <summary>Replaces modulus and exponent.</summary>
    public static byte[] Rsa(byte[] keyInfo, Func<BigInteger, BigInteger> modulus, Func<BigInteger, BigInteger> exponent)
    {
        var info = new AsnReader(keyInfo, AsnEncodingRules.DER).ReadSequence();
        var algorithm = info.ReadEncodedValue();
        var key = new AsnReader(info.ReadBitString(out _), AsnEncodingRules.DER).ReadSequence();
        var numbers = new AsnWriter(AsnEncodingRules.DER);
        using (numbers.PushSequence())
        {
            numbers.WriteInteger(modulus(key.ReadInteger()));
            numbers.WriteInteger(exponent(key.ReadInteger()));
        }

        return Wrap(writer => writer.WriteEncodedValue(algorithm.Span), numbers.Encode());
    }

    private static byte[] PointOf(byte[] keyInfo) => keyInfo[^PointLength..];

    private static byte[] OnP256(ReadOnlySpan<byte> point) => Wrap(WriteP256, point);

    private static void WriteP256(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.EcPublicKey);
            writer.WriteObjectIdentifier(Oids.Secp256r1);
        }
    }

    private static byte[] Wrap(Action<AsnWriter> writeAlgorithm, ReadOnlySpan<byte> key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writeAlgorithm(writer);
            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
