using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>
/// One digest for each bucket of a set that holds rows (<see cref="DataClasses.BucketOf"/>). A terminal keeps it beside the set, so that after a delta only the
/// buckets that it touches are hashed again.
/// </summary>
/// <remarks>
/// Encoded: "kiosk.set.v1" ‖ class, then for each bucket in ascending order the length of its prefix (1 byte) ‖ prefix ‖ SHA-256 over its rows as they stand in a
/// snapshot. The SHA-256 of all that is the set's hash.
/// </remarks>
public sealed class SetDigest
{
    private readonly byte[] encoded;

    private SetDigest(DataClass dataClass, byte[] encoded)
    {
        (DataClass, this.encoded) = (dataClass, encoded);
        Hash = new(SHA256.HashData(encoded));
    }

    public DataClass DataClass { get; }

    public SetHash Hash { get; }

    /// <summary>What is kept, and what the hash is over: about 2.3 MB for 300,000 members.</summary>
    public ReadOnlyMemory<byte> Encoded => encoded;

    internal static ReadOnlySpan<byte> Domain => "kiosk.set.v1"u8;

    /// <summary>A set without rows.</summary>
    public static SetDigest Empty(DataClass dataClass) => Of(dataClass, [.. Domain, (byte)dataClass]);

    /// <summary>Takes up what was kept.</summary>
    /// <exception cref="TargetFormatException">It is not <see cref="Encoded"/>'s form.</exception>
    public static SetDigest Parse(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length <= Domain.Length || !encoded.StartsWith(Domain) || !DataClasses.All.Contains((DataClass)encoded[Domain.Length]))
        {
            throw new TargetFormatException("The set's digests do not begin as they should.");
        }

        var entries = new SetDigestEntries(encoded[(Domain.Length + 1)..]);
        while (entries.TryRead())
        {
        }

        return Of((DataClass)encoded[Domain.Length], encoded.ToArray());
    }

    /// <summary>Replaces, adds and takes away buckets.</summary>
    /// <param name="changed">In ascending order of the prefixes.</param>
    internal SetDigest With(IEnumerable<BucketDigest> changed)
    {
        var target = new MemoryStream(encoded.Length + 4096);
        target.Write([.. Domain, (byte)DataClass]);
        var position = Domain.Length + 1;
        foreach (var bucket in changed)
        {
            position = CopyBefore(bucket.Prefix, position, target);
            if (!bucket.IsEmpty)
            {
                Write(target, bucket.Prefix, bucket.Digest);
            }
        }

        target.Write(encoded.AsSpan(position));
        return Of(DataClass, target.ToArray());
    }

    internal static void Write(Stream target, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> digest)
    {
        target.WriteByte((byte)prefix.Length);
        target.Write(prefix);
        target.Write(digest);
    }

    internal static SetDigest Of(DataClass dataClass, byte[] encoded) => new(dataClass, encoded);

    /// <summary>Copies the buckets before this one and steps over it where it is there.</summary>
    private int CopyBefore(ReadOnlySpan<byte> prefix, int position, Stream target)
    {
        var entries = new SetDigestEntries(encoded.AsSpan(position));
        var end = position;
        while (entries.TryRead())
        {
            var order = entries.Prefix.SequenceCompareTo(prefix);
            if (order >= 0)
            {
                target.Write(encoded.AsSpan(position, end - position));
                return order == 0 ? position + entries.Position : end;
            }

            end = position + entries.Position;
        }

        target.Write(encoded.AsSpan(position));
        return encoded.Length;
    }
}

/// <summary>The digest of one bucket, or that it holds no row.</summary>
internal readonly record struct BucketDigest(byte[] Prefix, byte[] Digest)
{
    public bool IsEmpty => Digest.Length == 0;
}
