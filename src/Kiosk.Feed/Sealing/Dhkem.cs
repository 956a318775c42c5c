using System.Security.Cryptography;

namespace Kiosk.Feed.Sealing;

/// <summary>DHKEM(P-256, HKDF-SHA256), key encapsulation mechanism 0x0010 of RFC 9180 (4.1, 7.1).</summary>
internal static class Dhkem
{
    /// <summary>Length of an uncompressed point: 04 ‖ x ‖ y.</summary>
    public const int PublicKeyLength = 65;

    private const int ScalarLength = 32;

    // The order of the curve's group.
    private static readonly byte[] Order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static ReadOnlySpan<byte> Suite => "KEM\0\x10"u8;

    /// <summary>Encap: a shared secret, and what the recipient derives it from.</summary>
    /// <exception cref="SealException">The recipient's key is not a point on P-256.</exception>
    public static (byte[] Encapsulated, byte[] SharedSecret) Encapsulate(ReadOnlySpan<byte> recipient, ECDiffieHellman ephemeral)
    {
        using var peer = ParsePoint(recipient);
        var encapsulated = Encode(ephemeral.ExportParameters(includePrivateParameters: false).Q);
        return (encapsulated, Derive(ephemeral.DeriveRawSecretAgreement(peer.PublicKey), encapsulated, recipient));
    }

    /// <summary>Decap.</summary>
    /// <exception cref="SealException">What was encapsulated is not a point on P-256.</exception>
    public static byte[] Decapsulate(ReadOnlySpan<byte> encapsulated, HpkeRecipient recipient)
    {
        using var peer = ParsePoint(encapsulated);
        return Derive(recipient.Agree(peer.PublicKey), encapsulated, recipient.PublicKey.Span);
    }

    /// <summary>DeriveKeyPair: a key that is a function of its input.</summary>
    /// <param name="inputKey">At least 32 bytes of entropy.</param>
    public static ECDiffieHellman DeriveKeyPair(ReadOnlySpan<byte> inputKey)
    {
        var kdf = new LabeledKdf(Suite);
        var key = kdf.Extract([], "dkp_prk"u8, inputKey);
        for (byte counter = 0; counter < byte.MaxValue; counter++)
        {
            var scalar = kdf.Expand(key, "candidate"u8, [counter], ScalarLength);
            if (scalar.AsSpan().ContainsAnyExcept((byte)0) && scalar.AsSpan().SequenceCompareTo(Order) < 0)
            {
                return ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
            }
        }

        throw new CryptographicException("No key follows from this input.");
    }

    public static byte[] Encode(ECPoint point) => [0x04, .. point.X!, .. point.Y!];

    private static byte[] Derive(byte[] agreed, ReadOnlySpan<byte> encapsulated, ReadOnlySpan<byte> recipient)
    {
        var kdf = new LabeledKdf(Suite);
        var key = kdf.Extract([], "eae_prk"u8, agreed);
        CryptographicOperations.ZeroMemory(agreed);
        return kdf.Expand(key, "shared_secret"u8, [.. encapsulated, .. recipient], ScalarLength);
    }

    private static ECDiffieHellman ParsePoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PublicKeyLength || point[0] != 0x04)
        {
            throw new SealException("The public key is not an uncompressed point on P-256.");
        }

        try
        {
            // OpenSSL checks that the point is on the curve, as RFC 9180, 7.1.4 demands.
            return ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point.Slice(1, ScalarLength).ToArray(), Y = point[(1 + ScalarLength)..].ToArray() },
            });
        }
        catch (CryptographicException e)
        {
            throw new SealException("The public key is not a point on P-256.", e);
        }
    }
}
