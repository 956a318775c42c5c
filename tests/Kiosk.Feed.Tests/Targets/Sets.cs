using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

/// <summary>Small in-memory sets for tests.</summary>
internal static class Sets
{
    public static readonly ProvinceCode Province = ProvinceCode.Parse("01");

    /// <summary>A valid key of meetings.</summary>
    public static byte[] MeetingKey { get; } = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];

    /// <summary>A member's row whose tag begins with these two bytes.</summary>
    public static SetRow Member(ushort bucket, byte last, string value = "sealed") =>
        new((byte[])[(byte)(bucket >> 8), (byte)(bucket & 0xFF), .. new byte[CardTag.Length - 3], last], System.Text.Encoding.UTF8.GetBytes(value));

    public static byte[] Snapshot(IReadOnlyList<SetRow> rows, long version = 1, DataClass dataClass = DataClass.Members) =>
        Write(new(Province, dataClass, version, null, rows.Count), rows.Select(row => new SetChange(row.Key, row.Value)));

    public static byte[] Delta(IReadOnlyList<SetChange> changes, long from = 1, long version = 2, DataClass dataClass = DataClass.Members) =>
        Write(new(Province, dataClass, version, from, changes.Count), changes);

    public static List<SetRow> Read(byte[] file, int? length = null) =>
        [.. new SetFileReader(new MemoryStream(file), length ?? file.Length).Rows().Select(row => new SetRow(row.Key.ToArray(), row.Value.ToArray()))];

    public static SetShape ShapeOf(DataClass dataClass) => SetShape.For(dataClass, rows: 0, last: null);

    public static SetDigest DigestOf(IEnumerable<SetRow> rows, DataClass dataClass = DataClass.Members) => DigestOf(rows, ShapeOf(dataClass));

    public static SetDigest DigestOf(IEnumerable<SetRow> rows, SetShape shape)
    {
        using var builder = new SetDigestBuilder(shape);
        foreach (var row in rows)
        {
            builder.Add(row.Key.Span, row.Value.Span);
        }

        return builder.Build();
    }

    /// <summary>Shows the rows of a range, as a stored set does.</summary>
    public static void Show(IEnumerable<SetRow> rows, KeyRange range, SetRowVisitor show) =>
        Assert.All(rows.Where(row => row.Key.Span.SequenceCompareTo(range.First.Span) >= 0 && !range.EndsBefore(row.Key.Span)), row => show(row.Key.Span, row.Value.Span));

    /// <summary>The stored digests with both patches applied.</summary>
    public static byte[] Patched(SetDigest stored, SetDigestPatch earlier, SetDigestPatch patch) => Patched(stored.Encoded.ToArray(), stored.Shape, earlier, patch);

    public static byte[] Patched(byte[] stored, SetShape shape, SetDigestPatch earlier, SetDigestPatch patch)
    {
        patch.AddGroups(shape, earlier, (group, buckets) => stored.AsSpan(group * buckets.Length, buckets.Length).CopyTo(buckets));
        earlier.Add(SetDigestPatch.Parse(shape, patch.Encode()));
        earlier.CopyTo(stored, 0);
        return stored;
    }

    public static string Text(SetRow row) => $"{Convert.ToHexStringLower(row.Key.Span)}={Convert.ToHexStringLower(row.Value.Span)}";

    private static byte[] Write(SetHeader header, IEnumerable<SetChange> lines)
    {
        using var stream = new MemoryStream();
        var writer = new SetFileWriter(stream, header);
        foreach (var line in lines)
        {
            writer.Add(line.Key.Span, line.Value.Span);
        }

        writer.Complete();
        return stream.ToArray();
    }
}
