using System.Formats.Asn1;
using System.Numerics;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Certificates;

/// <summary>Parses a SubjectPublicKeyInfo and rejects forms that could hide a weak or ambiguous key.</summary>
internal static class SubjectPublicKeyParser
{
    private const int MaxRsaModulus = 8192 / 8;
    private const byte UncompressedPoint = 0x04;

    /// <summary>2^16 + 1, the smallest exponent that FIPS 186-5, A.1.1 allows.</summary>
    private const ulong LeastRsaExponent = 65537;

    /// <exception cref="AsnContentException">Not DER of a SubjectPublicKeyInfo.</exception>
    /// <exception cref="CertificateException">Another type of key, explicit parameters, a compressed point, or an invalid RSA modulus or exponent.</exception>
    public static SubjectPublicKey Parse(ReadOnlyMemory<byte> encoded, X509Reading reading)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.DER);
        var info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var algorithm = info.ReadSequence();
        var key = info.ReadBitString(out var unusedBits);
        info.ThrowIfNotEmpty();
        if (unusedBits != 0)
        {
            throw new DerRuleException("The key is not a whole number of bytes (RFC 5280, 4.1.2.7).");
        }

        var oid = algorithm.ReadObjectIdentifier();
        try
        {
            return oid switch
            {
                Oids.EcPublicKey => ParseEc(encoded, algorithm, key),
                Oids.RsaEncryption => ParseRsa(encoded, algorithm, key, reading),
                Oids.Dsa when reading == X509Reading.Tolerant => ParseDsa(encoded, algorithm, key),
                _ => throw Weak($"The key algorithm {oid} is not accepted."),
            };
        }
        catch (CertificateException) when (reading == X509Reading.Tolerant)
        {
            return new SubjectPublicKey.Other(encoded, oid);
        }
    }

    /// <summary>Completes a DSA key without parameters with its issuer's (RFC 3279, 2.3.2).</summary>
    /// <returns>Null if the issuer has none either.</returns>
    public static SubjectPublicKey? Inherit(SubjectPublicKey key, SubjectPublicKey issuerKey)
    {
        if (key is not SubjectPublicKey.Dsa || issuerKey is not SubjectPublicKey.Dsa { Parameters.IsEmpty: false } issuer)
        {
            return null;
        }

        var info = new AsnReader(key.Encoded, AsnEncodingRules.DER).ReadSequence();
        info.ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Dsa);
                writer.WriteEncodedValue(issuer.Parameters.Span);
            }

            writer.WriteEncodedValue(info.ReadEncodedValue().Span);
        }

        return new SubjectPublicKey.Dsa(writer.Encode(), issuer.Parameters);
    }

    private static SubjectPublicKey.Ec ParseEc(ReadOnlyMemory<byte> encoded, AsnReader algorithm, byte[] point)
    {
        if (!algorithm.HasData || algorithm.PeekTag() != Asn1Tag.ObjectIdentifier)
        {
            throw Weak("An elliptic curve is named, not described (RFC 5480, 2.1.1).");
        }

        var (curve, fieldLength) = algorithm.ReadObjectIdentifier() switch
        {
            Oids.Secp256r1 => (EllipticCurve.P256, 32),
            Oids.Secp384r1 => (EllipticCurve.P384, 48),
            Oids.Secp521r1 => (EllipticCurve.P521, 66),
            var other => throw Weak($"The curve {other} is not accepted."),
        };
        algorithm.ThrowIfNotEmpty();
        if (point.Length != 1 + (2 * fieldLength) || point[0] != UncompressedPoint)
        {
            throw Weak("A point is uncompressed and not at infinity.");
        }

        return new SubjectPublicKey.Ec(encoded, curve);
    }

    private static SubjectPublicKey.Rsa ParseRsa(ReadOnlyMemory<byte> encoded, AsnReader algorithm, byte[] key, X509Reading reading)
    {
        RequireNull(algorithm, reading);
        var outer = new AsnReader(key, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var modulus = sequence.ReadIntegerBytes().Span;
        var exponent = sequence.ReadIntegerBytes().Span;
        sequence.ThrowIfNotEmpty();
        if (modulus.Length > MaxRsaModulus + 1 || new BigInteger(modulus, isBigEndian: true) is not { Sign: > 0, IsEven: false } n)
        {
            throw Weak("An RSA modulus is positive, odd and at most 8,192 bits.");
        }

        if (exponent.Length > sizeof(ulong) || new BigInteger(exponent, isBigEndian: true) is not { IsEven: false } e || e < LeastRsaExponent)
        {
            throw Weak($"An RSA exponent is odd and at least {LeastRsaExponent}.");
        }

        return new SubjectPublicKey.Rsa(encoded, (int)n.GetBitLength());
    }

    /// <summary>rsaEncryption requires NULL (RFC 3279, 2.3.1). Some software omits it, which is harmless; only <see cref="X509Reading.Tolerant"/> accepts that.</summary>
    private static void RequireNull(AsnReader algorithm, X509Reading reading)
    {
        if (!algorithm.HasData && reading == X509Reading.Tolerant)
        {
            return;
        }

        if (!algorithm.HasData || !algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.Null))
        {
            throw new DerRuleException($"The parameters of rsaEncryption are {(algorithm.HasData ? "others than" : "missing, and must be")} NULL (RFC 3279, 2.3.1).");
        }

        algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
    }

    private static SubjectPublicKey.Dsa ParseDsa(ReadOnlyMemory<byte> encoded, AsnReader algorithm, byte[] key)
    {
        var parameters = algorithm.HasData && !algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.Null) ? algorithm.PeekEncodedValue() : ReadOnlyMemory<byte>.Empty;
        if (algorithm.HasData)
        {
            algorithm.ReadEncodedValue();
        }

        algorithm.ThrowIfNotEmpty();
        var value = new AsnReader(key, AsnEncodingRules.DER);
        _ = value.ReadIntegerBytes();
        value.ThrowIfNotEmpty();
        return new SubjectPublicKey.Dsa(encoded, parameters);
    }

    private static CertificateException Weak(string message) => new(ReasonCode.CertWeakKey, message);
}
