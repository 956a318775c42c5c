using System.Numerics;
using System.Security.Cryptography;
using Kiosk.Trials.Pki;

namespace Kiosk.Trials.Forging;

/// <summary>Signs RSA blocks with invalid PKCS#1 v1.5 padding (RFC 8017, 9.2), using the genuine private key.</summary>
internal static class RsaForgery
{
    private static readonly byte[] Sha256DigestInfo = Convert.FromHexString("3031300D060960864801650304020105000420");
    private static readonly byte[] Sha1DigestInfo = Convert.FromHexString("3021300906052B0E03021A05000414");
    private const int LeastPadding = 8;
    private const int DigestLength = 32;

    /// <summary>Eight padding bytes, and garbage after the digest in place of the rest (CVE-2006-4339).</summary>
    public static byte[] GarbageAfterHash(KeyPair key, ReadOnlySpan<byte> block)
    {
        byte[] forged = [0, 1, .. Ones(LeastPadding), 0, .. Sha256DigestInfo, .. Digest(block)];
        return Raw(key, [.. forged, .. Enumerable.Repeat((byte)0xA5, block.Length - forged.Length)]);
    }

    /// <summary>Fewer than eight padding bytes, and zeros in place of the rest.</summary>
    public static byte[] ShortPadding(KeyPair key, ReadOnlySpan<byte> block)
    {
        byte[] end = [0, .. Sha256DigestInfo, .. Digest(block)];
        byte[] begin = [0, 1, .. Ones(LeastPadding - 1)];
        return Raw(key, [.. begin, .. new byte[block.Length - begin.Length - end.Length], .. end]);
    }

    /// <summary>The digest under SHA-1's DigestInfo.</summary>
    public static byte[] WrongDigestInfo(KeyPair key, ReadOnlySpan<byte> block) => Padded(key, block.Length, [.. Sha1DigestInfo, .. Digest(block)[..20]]);

    /// <summary>The bare digest, without DigestInfo.</summary>
    public static byte[] NoDigestInfo(KeyPair key, ReadOnlySpan<byte> block) => Padded(key, block.Length, Digest(block));

    /// <summary>Block type 2, for encryption.</summary>
    public static byte[] EncryptionBlock(KeyPair key, ReadOnlySpan<byte> block)
    {
        var forged = block.ToArray();
        forged[1] = 2;
        return Raw(key, forged);
    }

    private static byte[] Padded(KeyPair key, int length, byte[] content) => Raw(key, [0, 1, .. Ones(length - 3 - content.Length), 0, .. content]);

    private static byte[] Digest(ReadOnlySpan<byte> block) => block[^DigestLength..].ToArray();

    private static IEnumerable<byte> Ones(int count) => Enumerable.Repeat((byte)0xFF, count);

    /// <summary>The raw private-key operation (RFC 8017, 5.2.1).</summary>
    private static byte[] Raw(KeyPair key, byte[] block)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        var signature = BigInteger.ModPow(NumberOf(block), NumberOf(parameters.D!), NumberOf(parameters.Modulus!));
        var bytes = new byte[block.Length];
        signature.TryWriteBytes(bytes.AsSpan(bytes.Length - signature.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }

    private static BigInteger NumberOf(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
