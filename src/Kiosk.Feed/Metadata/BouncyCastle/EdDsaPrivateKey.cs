using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Kiosk.Feed.Metadata.BouncyCastle;

/// <summary>An Ed25519 private key (RFC 8032, 5.1.5). Disposing zeroes it.</summary>
internal sealed class EdDsaPrivateKey : IDisposable
{
    private const string Algorithm = "1.3.101.112";
    private const int LengthInBytes = 32;
    private const int SignatureLength = 64;

    private readonly byte[] seed;

    private EdDsaPrivateKey(byte[] seed)
    {
        this.seed = seed;
        var raw = new byte[EdDsaPublicKey.LengthInBytes];
        Ed25519.GeneratePublicKey(seed, 0, raw, 0);
        PublicKey = raw;
    }

    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The fixed PKCS #8 prefix before the seed, without optional fields (RFC 8410, 7).</summary>
    private static ReadOnlySpan<byte> Header => [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    public static EdDsaPrivateKey New() => new(RandomNumberGenerator.GetBytes(LengthInBytes));

    /// <param name="privateKeyInfo">PKCS #8 in DER, with or without the public key (RFC 5958, 2).</param>
    /// <returns>Null if this is a key of another algorithm, or no key.</returns>
    public static EdDsaPrivateKey? TryRead(ReadOnlyMemory<byte> privateKeyInfo)
    {
        try
        {
            var fields = new AsnReader(privateKeyInfo, AsnEncodingRules.DER).ReadSequence();
            fields.ReadInteger();
            var isEdDsa = fields.ReadSequence().ReadObjectIdentifier() is Algorithm;
            var content = isEdDsa ? new AsnReader(fields.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString() : [];
            return content.Length == LengthInBytes ? new(content) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    public byte[] ToPrivateKeyInfo() => [.. Header, .. seed];

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureLength];
        Ed25519.Sign(seed, PublicKey.Span, message, signature);
        return signature;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(seed);
}
