using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;

namespace Kiosk.Testing.Feed;

/// <summary>One province's members through several versions, with the files a feed would carry.</summary>
internal sealed class TestSet(string folder, string province = "01")
{
    private static readonly SetShape Shape = SetShape.For(DataClass.Members, rows: 0, last: null);

    private readonly SortedDictionary<string, byte[]> rows = new(StringComparer.Ordinal);
    private SortedDictionary<string, byte[]> before = new(StringComparer.Ordinal);
    private SetState? stateBefore;
    private List<(string Tag, byte[] Record)> delta = [];
    private int? depth;

    public ProvinceCode Province { get; } = ProvinceCode.Parse(province);

    public SetState State { get; private set; } = new(ProvinceCode.Parse(province), DataClass.Members, 1, 0, Shape.Depth, SetDigest.Empty(Shape).Hash, Epoch: 1);

    public IReadOnlyDictionary<string, byte[]> Rows => rows;

    /// <summary>A tag determined by the number.</summary>
    public static CardTag Tag(int number) => CardTag.Of(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 16));

    /// <summary>Bytes in the form of a sealed record.</summary>
    public static byte[] Record(int seed, int blocks = 1)
    {
        var record = new byte[1 + 12 + (256 * blocks) + 16];
        new Random(seed).NextBytes(record);
        record[0] = 2;
        return record;
    }

    public TestSet Put(int number, int seed) => Put(Tag(number), Record(seed));

    public TestSet Put(CardTag tag, byte[] record)
    {
        rows[tag.ToString()] = record;
        return this;
    }

    public TestSet Remove(int number)
    {
        rows.Remove(Tag(number).ToString());
        return this;
    }

    /// <summary>Divides the set by so many key bits from the next version on.</summary>
    public TestSet Divide(int bits)
    {
        depth = bits;
        return this;
    }

    /// <summary>Turns the changes since the last call into the next version.</summary>
    public TestSet Next()
    {
        stateBefore = State;
        var shape = depth is { } bits ? new(DataClass.Members, bits) : SetShape.For(DataClass.Members, rows.Count, State.Shape);
        using var digest = new SetDigestBuilder(shape);
        foreach (var (tag, record) in rows)
        {
            digest.Add(Convert.FromHexString(tag), record);
        }

        State = State with { Version = State.Version + 1, Rows = rows.Count, Depth = shape.Depth, Hash = digest.Build().Hash };
        delta = [.. Changes()];
        before = new(rows, StringComparer.Ordinal);
        return this;
    }

    /// <param name="hash">A signed hash other than the set's own.</param>
    public SetChangeFiles Snapshot(SetHash? hash = null)
    {
        var snapshot = Write(Path.Combine(folder, $"{Province}-{State.Version}.set"), new(Province, DataClass.Members, State.Version, null, rows.Count), [.. rows.Select(row => new SetRow(Convert.FromHexString(row.Key), row.Value))]);
        return new([snapshot.Steps[0] with { Target = new SetTarget.Snapshot(State with { Hash = hash ?? State.Hash }, snapshot.Steps[0].Target.Packing) }]);
    }

    /// <summary>Writes any set as one file.</summary>
    /// <param name="rows">In ascending order of the keys.</param>
    public static SetChangeFiles Write(string path, SetHeader header, IReadOnlyCollection<SetRow> rows, int epoch = 1)
    {
        var shape = SetShape.For(header.DataClass, rows.Count, last: null);
        using var digest = new SetDigestBuilder(shape);
        foreach (var row in rows)
        {
            digest.Add(row.Key.Span, row.Value.Span);
        }

        WriteFile(path, header, rows);
        var length = new FileInfo(path).Length;
        var state = new SetState(header.Province, header.DataClass, header.Version, rows.Count, shape.Depth, digest.Build().Hash, epoch);
        return new([new(new SetTarget.Snapshot(state, new(SetEncoding.Identity, length, length)), path)]);
    }

    /// <summary>The delta from the previous version to this one.</summary>
    public SetStep Delta()
    {
        var path = Path.Combine(folder, $"{Province}-{State.Version}.delta");
        WriteFile(path, new(Province, DataClass.Members, State.Version, stateBefore!.Version, delta.Count), delta.Select(row => new SetRow(Convert.FromHexString(row.Tag), row.Record)));
        var length = new FileInfo(path).Length;
        return new(new SetTarget.Delta(stateBefore.Version, stateBefore.Hash, delta.Count, State, new(SetEncoding.Identity, length, length)), path);
    }

    private IEnumerable<(string Tag, byte[] Record)> Changes() =>
        rows.Where(row => !before.TryGetValue(row.Key, out var old) || !old.AsSpan().SequenceEqual(row.Value)).Select(row => (row.Key, row.Value))
            .Concat(before.Keys.Where(tag => !rows.ContainsKey(tag)).Select(tag => (tag, Array.Empty<byte>())))
            .OrderBy(change => change.Item1, StringComparer.Ordinal);

    private static void WriteFile(string path, SetHeader header, IEnumerable<SetRow> rows)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 256 * 1024);
        var writer = new SetFileWriter(file, header);
        foreach (var row in rows)
        {
            writer.Add(row.Key.Span, row.Value.Span);
        }

        writer.Complete();
    }
}
