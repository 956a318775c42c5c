using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>Computes SHA-256 over a bucket's rows in snapshot encoding.</summary>
internal sealed class BucketHasher : IDisposable
{
    // A typical bucket is hashed in one call, only a long one in parts.
    private const int PartLength = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[PartLength];
    private int filled;
    private bool hasParts;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Span<byte> lengths = stackalloc byte[SetFileReader.LengthsLength];
        SetFileWriter.WriteLengths(lengths, key, value);
        Append(lengths);
        Append(key);
        Append(value);
    }

    /// <summary>Writes the digest (32 bytes) and resets the hasher.</summary>
    public void Finish(Span<byte> digest)
    {
        if (hasParts)
        {
            Flush();
            hash.GetHashAndReset(digest);
        }
        else
        {
            SHA256.HashData(buffer.AsSpan(0, filled), digest);
        }

        (filled, hasParts) = (0, false);
    }

    public void Dispose() => hash.Dispose();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > buffer.Length - filled)
        {
            var fits = buffer.Length - filled;
            bytes[..fits].CopyTo(buffer.AsSpan(filled));
            filled += fits;
            bytes = bytes[fits..];
            Flush();
        }

        bytes.CopyTo(buffer.AsSpan(filled));
        filled += bytes.Length;
    }

    private void Flush()
    {
        hash.AppendData(buffer.AsSpan(0, filled));
        (filled, hasParts) = (0, true);
    }
}
