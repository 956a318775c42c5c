using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>
/// One digest for each non-empty bucket of a set (<see cref="DataClasses.BucketOf"/>). A terminal stores it beside the set, so that a delta requires rehashing
/// only the buckets it touches.
/// </summary>
/// <remarks>
/// Encoding: "kiosk.set.v1" ‖ class, then for each bucket in ascending order the length of its prefix (1 byte) ‖ prefix ‖ SHA-256 over its rows in snapshot
/// encoding. The SHA-256 of the whole encoding is the set's hash.
/// </remarks>
public sealed class SetDigest
{
    private readonly byte[] encoded;

    private readonly Lazy<SetHash> hash;

    private SetDigest(DataClass dataClass, byte[] encoded)
    {
        (DataClass, this.encoded) = (dataClass, encoded);
        hash = new(() => new(SHA256.HashData(encoded)));
    }

    public DataClass DataClass { get; }

    public SetHash Hash => hash.Value;

    /// <summary>The bytes that are stored and hashed: about 2.3 MB for 300,000 members.</summary>
    public ReadOnlyMemory<byte> Encoded => encoded;

    internal static ReadOnlySpan<byte> Domain => "kiosk.set.v1"u8;

    /// <summary>Length of what precedes the first bucket.</summary>
    internal static int HeadLength => Domain.Length + 1;

    /// <summary>Maximum length of an encoded bucket.</summary>
    internal static int MaxEntryLength => 1 + byte.MaxValue + SetHash.Length;

    /// <summary>The digest of a set without rows.</summary>
    public static SetDigest Empty(DataClass dataClass) => Of(dataClass, [.. Domain, (byte)dataClass]);

    /// <summary>Parses stored digests.</summary>
    /// <param name="encoded">Not copied: owned by the result.</param>
    /// <exception cref="TargetFormatException">The bytes are not in the form of <see cref="Encoded"/>.</exception>
    public static SetDigest Parse(byte[] encoded)
    {
        if (encoded.Length <= Domain.Length || !encoded.AsSpan().StartsWith(Domain) || !DataClasses.All.Contains((DataClass)encoded[Domain.Length]))
        {
            throw new TargetFormatException("The set's digests do not begin as they should.");
        }

        var entries = new SetDigestEntries(encoded.AsSpan(Domain.Length + 1));
        while (entries.TryRead())
        {
        }

        return Of((DataClass)encoded[Domain.Length], encoded);
    }

    /// <summary>Applies a patch: replaces, adds and removes buckets.</summary>
    public SetDigest With(SetDigestPatch patch)
    {
        var target = new MemoryStream(encoded.Length + (patch.Count * (1 + DataClasses.MaxKeyLength + SetHash.Length)));
        Apply(patch, target.Write);
        return Of(DataClass, target.ToArray());
    }

    internal static SetDigest Of(DataClass dataClass, byte[] encoded) => new(dataClass, encoded);

    internal static void Write(Sink target, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> digest)
    {
        Span<byte> bucket = stackalloc byte[1 + DataClasses.MaxKeyLength + SetHash.Length];
        bucket[0] = (byte)prefix.Length;
        prefix.CopyTo(bucket[1..]);
        digest.CopyTo(bucket[(1 + prefix.Length)..]);
        target(bucket[..(1 + prefix.Length + digest.Length)]);
    }

    private void Apply(SetDigestPatch patch, Sink target)
    {
        target([.. Domain, (byte)DataClass]);
        var position = Domain.Length + 1;
        foreach (var (prefix, digest, isEmpty) in patch.Buckets)
        {
            position = CopyBefore(prefix.Span, position, target);
            if (!isEmpty)
            {
                Write(target, prefix.Span, digest.Span);
            }
        }

        target(encoded.AsSpan(position));
    }

    /// <summary>Copies the buckets before this one and skips it if present.</summary>
    private int CopyBefore(ReadOnlySpan<byte> prefix, int position, Sink target)
    {
        var entries = new SetDigestEntries(encoded.AsSpan(position));
        var end = position;
        while (entries.TryRead())
        {
            var order = entries.Prefix.SequenceCompareTo(prefix);
            if (order >= 0)
            {
                target(encoded.AsSpan(position, end - position));
                return order == 0 ? position + entries.Position : end;
            }

            end = position + entries.Position;
        }

        target(encoded.AsSpan(position));
        return encoded.Length;
    }

    internal delegate void Sink(ReadOnlySpan<byte> bytes);
}
