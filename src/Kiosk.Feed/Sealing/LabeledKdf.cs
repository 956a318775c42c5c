using System.Security.Cryptography;

namespace Kiosk.Feed.Sealing;

/// <summary>LabeledExtract and LabeledExpand over HKDF-SHA256 (RFC 9180, 4).</summary>
/// <param name="suite">suite_id of the algorithm that derives.</param>
internal readonly ref struct LabeledKdf(ReadOnlySpan<byte> suite)
{
    private readonly ReadOnlySpan<byte> suite = suite;

    private static ReadOnlySpan<byte> Version => "HPKE-v1"u8;

    public byte[] Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> inputKey)
    {
        var labeled = (byte[])[.. Version, .. suite, .. label, .. inputKey];
        var key = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt, key);
        CryptographicOperations.ZeroMemory(labeled);
        return key;
    }

    public byte[] Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> about, int length)
    {
        var output = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, key, output, [(byte)(length >> 8), (byte)(length & 0xFF), .. Version, .. suite, .. label, .. about]);
        return output;
    }
}
