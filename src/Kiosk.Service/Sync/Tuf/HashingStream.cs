using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Hashes what is written through it, to compare with the expected hashes. Does not close the inner stream.</summary>
internal sealed class HashingStream(Stream inner, FileHashes expected) : WriteThroughStream(inner)
{
    private readonly FileHashes.HashComputation computation = expected.Begin();

    /// <inheritdoc cref="FileHashes.HashComputation.Matches"/>
    public bool Matches() => computation.Matches();

    protected override void Inspect(ReadOnlySpan<byte> bytes) => computation.Append(bytes);

    protected override void Dispose(bool disposing)
    {
        computation.Dispose();
        base.Dispose(disposing);
    }
}
