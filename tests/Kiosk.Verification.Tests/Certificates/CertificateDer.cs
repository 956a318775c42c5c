using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Tests.Certificates;

/// <summary>Fields of certificates, DER, right and wrong.</summary>
internal static class CertificateDer
{
    public static byte[] Hex(string hex) => Convert.FromHexString(hex);

    public static byte[] Sequence(params ReadOnlySpan<byte[]> elements)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var element in elements)
            {
                writer.WriteEncodedValue(element);
            }
        }

        return writer.Encode();
    }

    public static byte[] Oid(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    public static byte[] Bits(ReadOnlySpan<byte> bytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteBitString(bytes);
        return writer.Encode();
    }

    public static byte[] Integer(ReadOnlySpan<byte> magnitude)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteIntegerUnsigned(magnitude);
        return writer.Encode();
    }

    public static byte[] Algorithm(string oid) => Sequence(Oid(oid));

    public static byte[] Validity(string notBefore, string notAfter) => Sequence(Hex(notBefore), Hex(notAfter));

    public static byte[] EcKey(byte[] parameters, byte[] point) => Sequence(Sequence(Oid(Oids.EcPublicKey), parameters), Bits(point));

    public static byte[] RsaKey(int bits, int exponent, byte lastByte = 0xFF)
    {
        var modulus = new byte[bits / 8];
        (modulus[0], modulus[^1]) = (0x80, lastByte);
        Span<byte> exponentBytes = [(byte)((exponent >> 16) & 0xFF), (byte)((exponent >> 8) & 0xFF), (byte)(exponent & 0xFF)];
        var key = Sequence(Integer(modulus), Integer(exponentBytes.TrimStart((byte)0)));
        return Sequence(Sequence(Oid(Oids.RsaEncryption), Hex("0500")), Bits(key));
    }

    /// <summary>P-256 as explicit parameters, the form exploited by CVE-2020-0601.</summary>
    public static byte[] ExplicitP256()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var explicitKey = key.ExportExplicitParameters(includePrivateParameters: false);
        var curve = explicitKey.Curve;
        var parameters = Sequence(
            Integer([1]),
            Sequence(Oid("1.2.840.10045.1.1"), Integer(curve.Prime!)),
            Sequence(Octets(curve.A!), Octets(curve.B!)),
            Octets([4, .. curve.G.X!, .. curve.G.Y!]),
            Integer(curve.Order!),
            Integer(curve.Cofactor!));
        return EcKey(parameters, [4, .. explicitKey.Q.X!, .. explicitKey.Q.Y!]);
    }

    public static byte[] Octets(ReadOnlySpan<byte> bytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(bytes);
        return writer.Encode();
    }
}
