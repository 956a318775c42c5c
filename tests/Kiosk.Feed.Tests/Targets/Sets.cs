using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

/// <summary>Small in-memory sets for tests.</summary>
internal static class Sets
{
    public static readonly ProvinceCode Province = ProvinceCode.Parse("01");

    /// <summary>A member's row whose tag begins with these two bytes.</summary>
    public static SetRow Member(ushort bucket, byte last, string value = "sealed") =>
        new((byte[])[(byte)(bucket >> 8), (byte)(bucket & 0xFF), .. new byte[CardTag.Length - 3], last], System.Text.Encoding.UTF8.GetBytes(value));

    public static byte[] Snapshot(IReadOnlyList<SetRow> rows, long version = 1, DataClass dataClass = DataClass.Members) =>
        Write(new(Province, dataClass, version, null, rows.Count), rows.Select(row => new SetChange(row.Key, row.Value)));

    public static byte[] Delta(IReadOnlyList<SetChange> changes, long from = 1, long version = 2, DataClass dataClass = DataClass.Members) =>
        Write(new(Province, dataClass, version, from, changes.Count), changes);

    public static List<SetRow> Read(byte[] file, int? length = null) =>
        [.. new SetFileReader(new MemoryStream(file), length ?? file.Length).Rows().Select(row => new SetRow(row.Key.ToArray(), row.Value.ToArray()))];

    public static SetDigest DigestOf(IEnumerable<SetRow> rows, DataClass dataClass = DataClass.Members)
    {
        using var builder = new SetDigestBuilder(dataClass);
        foreach (var row in rows)
        {
            builder.Add(row.Key.Span, row.Value.Span);
        }

        return builder.Build();
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
