using System.Buffers.Binary;
using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;

namespace Kiosk.Benchmarks;

/// <summary>A province's members in a few bytes each: sorted tags, each with the seed of its record.</summary>
internal sealed class LargeSet
{
    private const int RecordLength = 1 + 12 + 256 + 16;

    private readonly string folder;
    private readonly byte[][] tags;
    private readonly int[] seeds;
    private readonly byte[] digests;
    private SetState state;

    public LargeSet(string folder, int count, string province = "01")
    {
        this.folder = folder;
        tags = [.. Enumerable.Range(0, count).Select(Tag).OrderBy(tag => BinaryPrimitives.ReadUInt128BigEndian(tag))];
        seeds = [.. Enumerable.Range(0, count)];
        Shape = SetShape.For(DataClass.Members, count, last: null);
        using var builder = new SetDigestBuilder(Shape);
        for (var row = 0; row < count; row++)
        {
            builder.Add(tags[row], Record(seeds[row]));
        }

        var digest = builder.Build();
        digests = digest.Encoded.ToArray();
        state = new(ProvinceCode.Parse(province), DataClass.Members, 1, count, Shape.Depth, digest.Hash, Epoch: 1);
    }

    public int Count => tags.Length;

    public SetShape Shape { get; }

    public (byte[] Key, byte[] Value) this[int row] => (tags[row], Record(seeds[row]));

    public SetChangeFiles Snapshot()
    {
        var path = Write(new(state.Province, state.DataClass, state.Version, null, Count), Enumerable.Range(0, Count));
        var length = new FileInfo(path).Length;
        return new([new(new SetTarget.Snapshot(state, new(SetEncoding.Identity, length, length)), path)]);
    }

    /// <summary>Gives some members new records.</summary>
    public SetChangeFiles Delta(int changes, int round)
    {
        var before = state;
        var rows = Enumerable.Range(0, changes).Select(change => (int)((((long)round * changes) + change) * 7919 % Count)).Distinct().Order().ToList();
        var update = SetUpdate.Apply(Shape, [.. rows.Select(row => new SetChange(tags[row], Record(seeds[row] + Count)))], RowsOf);
        rows.ForEach(row => seeds[row] += Count);
        update.Changed.AddGroups(Shape, new(), (group, buckets) => digests.AsSpan(group * buckets.Length, buckets.Length).CopyTo(buckets));
        update.Changed.CopyTo(digests, 0);
        state = before with { Version = before.Version + 1, Hash = SetDigest.HashOf(Shape, digests.AsSpan(Shape.BucketCount * SetHash.Length)) };
        var path = Write(new(state.Province, state.DataClass, state.Version, before.Version, rows.Count), rows);
        var length = new FileInfo(path).Length;
        return new([new(new SetTarget.Delta(before.Version, before.Hash, rows.Count, state, new(SetEncoding.Identity, length, length)), path)]);
    }

    private static byte[] Tag(int number) => CardTag.Of(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 16)).ToArray();

    private static byte[] Record(int seed)
    {
        var record = new byte[RecordLength];
        new Random(seed).NextBytes(record);
        record[0] = 2;
        return record;
    }

    private void RowsOf(KeyRange range, SetRowVisitor show)
    {
        var row = Array.BinarySearch(tags, range.First.ToArray(), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        for (row = row < 0 ? ~row : row; row < Count && !range.EndsBefore(tags[row]); row++)
        {
            show(tags[row], Record(seeds[row]));
        }
    }

    private string Write(SetHeader header, IEnumerable<int> rows)
    {
        var path = Path.Combine(folder, $"{header.Province}-{Count}-{header.Version}.set");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 256 * 1024);
        var writer = new SetFileWriter(file, header);
        foreach (var row in rows)
        {
            writer.Add(tags[row], Record(seeds[row]));
        }

        writer.Complete();
        return path;
    }
}
