using System.Buffers.Binary;
using System.Numerics;

namespace Kiosk.Feed.Targets;

/// <summary>How the rows of a set are divided for hashing: into buckets by the first bits of their keys, and 64 adjacent buckets into a group.</summary>
/// <remarks>
/// The depth of a large set follows its number of rows, so a bucket has about the same number of rows in a set of any size, and a delta of the same length costs about the same. A set of another class is one
/// bucket.
/// </remarks>
public sealed record SetShape
{
    private const int BitsPerGroup = 6;
    private const int MaxDepth = 20;
    private const int UsualRows = 8;
    private const int MinRows = 4;
    private const int MaxRows = 32;

    /// <exception cref="ArgumentException">The class has no such depth (<see cref="IsDepth"/>).</exception>
    public SetShape(DataClass dataClass, int depth) =>
        (DataClass, Depth) = IsDepth(dataClass, depth) ? (dataClass, depth) : throw new ArgumentException($"{dataClass.Name()} of depth {depth} do not exist.", nameof(depth));

    public DataClass DataClass { get; }

    /// <summary>The number of bits that select the bucket.</summary>
    public int Depth { get; }

    public int BucketCount => 1 << Depth;

    public int BucketsPerGroup => 1 << Math.Min(Depth, BitsPerGroup);

    public int GroupCount => BucketCount / BucketsPerGroup;

    /// <summary>Whether sets of this class may be divided by so many bits: 6 to 20 for a large set, otherwise none.</summary>
    public static bool IsDepth(DataClass dataClass, int depth) => dataClass.IsLarge() ? depth is >= BitsPerGroup and <= MaxDepth : depth == 0;

    /// <summary>The shape to publish a set in: the last one while its buckets have 4 to 32 rows on average, otherwise one with 8 to 16.</summary>
    /// <param name="last">As published last; null if nothing was.</param>
    public static SetShape For(DataClass dataClass, int rows, SetShape? last)
    {
        if (!dataClass.IsLarge())
        {
            return new(dataClass, 0);
        }

        return last is not null && rows / last.BucketCount is >= MinRows and < MaxRows
            ? last
            : new(dataClass, Math.Clamp(BitOperations.Log2((uint)Math.Max(1, rows / UsualRows)), BitsPerGroup, MaxDepth));
    }

    /// <param name="key">A valid key of this class.</param>
    public int BucketOf(ReadOnlySpan<byte> key) => Depth == 0 ? 0 : (int)(BinaryPrimitives.ReadUInt32BigEndian(key) >> (32 - Depth));

    /// <summary>The keys of a bucket.</summary>
    public KeyRange KeysOf(int bucket)
    {
        var first = new byte[sizeof(uint)];
        var last = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(first, (uint)bucket << (32 - Depth));
        BinaryPrimitives.WriteUInt32BigEndian(last, ((uint)bucket << (32 - Depth)) | (uint.MaxValue >> Depth));
        return Depth == 0 ? default : new(first, last);
    }
}
