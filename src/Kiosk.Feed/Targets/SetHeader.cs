using System.Buffers.Binary;
using System.Text;

namespace Kiosk.Feed.Targets;

/// <summary>The header of a set file.</summary>
/// <param name="Version">The set's version from 1; for a delta, the one it leads to.</param>
/// <param name="From">The version a delta applies to; null for a snapshot.</param>
/// <param name="Count">Number of rows in a snapshot, of changes in a delta.</param>
public sealed record SetHeader(ProvinceCode Province, DataClass DataClass, long Version, long? From, int Count)
{
    /// <summary>Length of magic, format, kind, class and the province's length.</summary>
    internal const int FixedLength = 12;

    internal const int MaxLength = FixedLength + ProvinceCode.MaxLength + (2 * sizeof(long)) + sizeof(int);

    private const byte Format = 1;
    private const byte SnapshotKind = 1;
    private const byte DeltaKind = 2;

    private static ReadOnlySpan<byte> Magic => "KIOSKSET"u8;

    internal byte[] Encode()
    {
        var province = Encoding.ASCII.GetBytes(Province.Text);
        using var encoded = new MemoryStream(MaxLength);
        encoded.Write([.. Magic, Format, From is null ? SnapshotKind : DeltaKind, (byte)DataClass, (byte)province.Length, .. province]);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var version in From is { } from ? [from, Version] : (long[])[Version])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, version);
            encoded.Write(number);
        }

        BinaryPrimitives.WriteInt32BigEndian(number, Count);
        encoded.Write(number[..sizeof(int)]);
        return encoded.ToArray();
    }

    /// <summary>The number of bytes after the fixed part.</summary>
    /// <exception cref="TargetFormatException">The bytes do not start a set file of this format.</exception>
    internal static int RemainderLength(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith(Magic) || start[8] != Format)
        {
            throw new TargetFormatException("The file is not a set of format 1.");
        }

        return (start[9], start[11]) switch
        {
            (SnapshotKind, > 0 and <= ProvinceCode.MaxLength) => start[11] + sizeof(long) + sizeof(int),
            (DeltaKind, > 0 and <= ProvinceCode.MaxLength) => start[11] + (2 * sizeof(long)) + sizeof(int),
            _ => throw new TargetFormatException($"The header's kind {start[9]} or the length {start[11]} of its province is impossible."),
        };
    }

    /// <exception cref="TargetFormatException">A value is out of range.</exception>
    internal static SetHeader Decode(ReadOnlySpan<byte> header)
    {
        var (dataClass, isDelta) = ((DataClass)header[10], header[9] == DeltaKind);
        var rest = header[FixedLength..];
        var text = Encoding.ASCII.GetString(rest[..header[11]]);
        rest = rest[header[11]..];
        long? from = null;
        if (isDelta)
        {
            from = BinaryPrimitives.ReadInt64BigEndian(rest);
            rest = rest[sizeof(long)..];
        }

        var version = BinaryPrimitives.ReadInt64BigEndian(rest);
        var count = BinaryPrimitives.ReadInt32BigEndian(rest[sizeof(long)..]);
        return ProvinceCode.TryParse(text, out var province)
            && DataClasses.All.Contains(dataClass)
            && version > 0
            && (from is null || (from > 0 && from < version))
            && count is >= 0 and <= DataClasses.MaxRowCount
                ? new(province, dataClass, version, from, count)
                : throw new TargetFormatException("The header's province, class, versions or row count is impossible.");
    }
}
