using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A private key that does what a card's does: one bare operation on what it is handed. For test and training cards only: not hardened.</summary>
internal abstract class VirtualCardKey
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    private protected VirtualCardKey()
    {
    }

    /// <returns>Null when the bytes are no such private key, or one that this system cannot use.</returns>
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
    /// <returns>Null when the challenge is not of the key's length.</returns>
    public abstract byte[]? Sign(ReadOnlySpan<byte> challenge);

    /// <summary>A signature over a digest of zeros: valid, and for nothing anybody asked.</summary>
    public abstract byte[] SignZeros();
}
