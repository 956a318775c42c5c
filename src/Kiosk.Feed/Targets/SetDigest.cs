using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>
/// The digests behind a set's hash: one for each bucket (<see cref="SetShape"/>), and one for each group of buckets. A terminal stores them beside the set, so that a delta requires rehashing only the
/// buckets and groups it touches.
/// </summary>
/// <remarks>
/// Bucket: SHA-256 over its rows in snapshot encoding. Group: SHA-256 over its buckets' digests. Set: SHA-256 over "kiosk.set.v2" ‖ class ‖ depth ‖ the groups' digests. Class and depth fix how many digests
/// there are on each level, so different sets with the same hash would be a collision of SHA-256.
/// </remarks>
public sealed class SetDigest
{
    private readonly byte[] encoded;

    private SetDigest(SetShape shape, byte[] encoded) => (Shape, this.encoded, Hash) = (shape, encoded, HashOf(shape, encoded.AsSpan(shape.BucketCount * SetHash.Length)));

    public SetShape Shape { get; }

    public SetHash Hash { get; }

    /// <summary>The digests of all buckets, then those of all groups: about 1 MB for 300,000 members, 8.5 MB for three million.</summary>
    public ReadOnlyMemory<byte> Encoded => encoded;

    /// <summary>The digest of a set without rows.</summary>
    public static SetDigest Empty(SetShape shape)
    {
        using var builder = new SetDigestBuilder(shape);
        return builder.Build();
    }

    /// <summary>Computes the hash of a set.</summary>
    /// <param name="groups">The digests of all its groups.</param>
    public static SetHash HashOf(SetShape shape, ReadOnlySpan<byte> groups)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData([.. "kiosk.set.v2"u8, (byte)shape.DataClass, (byte)shape.Depth]);
        sum.AppendData(groups);
        return new(sum.GetHashAndReset());
    }

    /// <param name="buckets">The digests of all buckets.</param>
    internal static SetDigest Of(SetShape shape, ReadOnlySpan<byte> buckets)
    {
        var groupLength = shape.BucketsPerGroup * SetHash.Length;
        var digests = new byte[(shape.BucketCount + shape.GroupCount) * SetHash.Length];
        buckets.CopyTo(digests);
        for (var group = 0; group < shape.GroupCount; group++)
        {
            SHA256.HashData(buckets.Slice(group * groupLength, groupLength), digests.AsSpan((shape.BucketCount + group) * SetHash.Length));
        }

        return new(shape, digests);
    }
}
