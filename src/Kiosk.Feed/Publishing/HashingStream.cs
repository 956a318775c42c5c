using System.Security.Cryptography;
using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Publishing;

/// <summary>Hashes what is written through it with SHA-256.</summary>
internal sealed class HashingStream(Stream inner) : WriteThroughStream(inner)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public FileHashes ToHashes() => FileHashes.OfSha256(hash.GetCurrentHash());

    protected override void Inspect(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
