using System.Security.Cryptography;
using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Publishing;

/// <summary>A write-only stream that hashes and counts the bytes passing through, in large blocks. Owns the underlying stream.</summary>
internal sealed class HashingStream(Stream below) : Stream
{
    private const int PartLength = 256 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[PartLength];
    private int filled;
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>The number of bytes written.</summary>
    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    /// <summary>The hash of all bytes written and flushed.</summary>
    public FileHashes ToHashes() => FileHashes.OfSha256(hash.GetCurrentHash());

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        written += bytes.Length;
        while (bytes.Length > buffer.Length - filled)
        {
            var fits = buffer.Length - filled;
            bytes[..fits].CopyTo(buffer.AsSpan(filled));
            filled = buffer.Length;
            bytes = bytes[fits..];
            Flush();
        }

        bytes.CopyTo(buffer.AsSpan(filled));
        filled += bytes.Length;
    }

    public override void Flush()
    {
        hash.AppendData(buffer.AsSpan(0, filled));
        below.Write(buffer.AsSpan(0, filled));
        filled = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            below.Dispose();
        }

        base.Dispose(disposing);
    }
}
