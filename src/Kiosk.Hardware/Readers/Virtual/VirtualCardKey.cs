using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A private key that performs a card's raw operation on its input. For test and training cards only: not hardened.</summary>
internal abstract class VirtualCardKey
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    private protected VirtualCardKey()
    {
    }

    /// <returns>Null if the bytes are not such a private key, or one that this system cannot use.</returns>
    public static VirtualCardKey? TryCreate(ReadOnlyMemory<byte> pkcs8)
    {
        try
        {
            var sequence = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
            sequence.ReadInteger();
            var algorithm = sequence.ReadSequence().ReadObjectIdentifier();
            return algorithm == RsaEncryption ? new VirtualRsaKey(sequence.ReadOctetString()) : new VirtualEcKey(pkcs8.Span);
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    /// <param name="challenge">A digest for EC, a padded block for RSA.</param>
    /// <returns>Null if the challenge's length does not match the key.</returns>
    public abstract byte[]? Sign(ReadOnlySpan<byte> challenge);

    /// <summary>A valid signature over a digest of zeros, which nobody asked for.</summary>
    public abstract byte[] SignZeros();
}
