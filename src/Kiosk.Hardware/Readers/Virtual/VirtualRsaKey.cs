using System.Formats.Asn1;
using System.Numerics;
using Kiosk.Cards.Piv;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>The raw RSA private operation (RFC 8017, 5.2.1) on a block padded by the terminal.</summary>
internal sealed class VirtualRsaKey : VirtualCardKey
{
    private const int LeastLength = 64;
    private const int Sha256Length = 32;

    private readonly BigInteger modulus;
    private readonly BigInteger prime1;
    private readonly BigInteger prime2;
    private readonly BigInteger exponent1;
    private readonly BigInteger exponent2;
    private readonly BigInteger coefficient;
    private readonly int length;

    /// <param name="rsaPrivateKey">RSAPrivateKey (RFC 8017, A.1.2).</param>
    /// <exception cref="AsnContentException">Something else.</exception>
    public VirtualRsaKey(ReadOnlyMemory<byte> rsaPrivateKey)
    {
        var sequence = new AsnReader(rsaPrivateKey, AsnEncodingRules.BER).ReadSequence();
        sequence.ReadInteger();
        modulus = sequence.ReadInteger();
        sequence.ReadInteger();
        sequence.ReadInteger();
        prime1 = sequence.ReadInteger();
        prime2 = sequence.ReadInteger();
        exponent1 = sequence.ReadInteger();
        exponent2 = sequence.ReadInteger();
        coefficient = sequence.ReadInteger();
        if (prime1.Sign <= 0 || prime2.Sign <= 0 || prime1 * prime2 != modulus || exponent1.Sign <= 0 || exponent2.Sign <= 0)
        {
            throw new AsnContentException("The numbers are not those of an RSA private key.");
        }

        length = modulus.GetByteCount(isUnsigned: true);
        if (length < LeastLength)
        {
            throw new AsnContentException($"A modulus of {length} bytes has no room for a signature.");
        }
    }

    public override byte[]? Sign(ReadOnlySpan<byte> challenge)
    {
        if (challenge.Length != length)
        {
            return null;
        }

        var message = new BigInteger(challenge, isUnsigned: true, isBigEndian: true);
        return message < modulus ? Apply(message) : null;
    }

    public override byte[] SignZeros() =>
        Apply(new BigInteger(RsaSignatureBlock.Pad(new byte[Sha256Length], length), isUnsigned: true, isBigEndian: true));

    private byte[] Apply(BigInteger message)
    {
        var part1 = BigInteger.ModPow(message, exponent1, prime1);
        var part2 = BigInteger.ModPow(message, exponent2, prime2);
        var quotient = BigInteger.Remainder(coefficient * (part1 - part2), prime1);
        var signature = part2 + (prime2 * (quotient.Sign < 0 ? quotient + prime1 : quotient));
        var bytes = new byte[length];
        signature.TryWriteBytes(bytes.AsSpan(length - signature.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}
