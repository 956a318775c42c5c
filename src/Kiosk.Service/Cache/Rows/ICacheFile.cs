using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache.Rows;

/// <summary>A sealed cache file, read-only: named tables of rows in ascending order of their keys' unsigned bytes. Safe for concurrent readers.</summary>
/// <remarks>Every method throws <see cref="CacheException"/> when the file is damaged, has no such table, or was closed.</remarks>
internal interface ICacheFile : IDisposable
{
    /// <returns>The row with this key or, where the table holds none, the one that comes after; null at the end of the table.</returns>
    CacheRow? First(string table, ReadOnlySpan<byte> key);

    /// <summary>The rows whose keys are in the range, in key order, and the next one after them, which proves that none was left out. Rows are read as the caller advances.</summary>
    IEnumerable<CacheRow> Scan(string table, KeyRange range);

    /// <summary>For reading a table here and there in ascending order: a block is read once, and rows are shown where they lie in it.</summary>
    CachePass Pass(string table);

    /// <summary>Shows every row of a table, in key order, where it lies in the engine's memory: for reading much at once.</summary>
    void Walk(string table, CacheRowVisitor visitor);

    /// <summary>Reads the file from end to end, whatever the engine keeps there beside rows included.</summary>
    void Check();
}

/// <summary>Is shown one row; both spans are valid during the call only.</summary>
internal delegate void CacheRowVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

/// <summary>Shows the rows whose keys are in the range, in key order. Not safe for concurrent use.</summary>
internal delegate void CachePass(KeyRange range, CacheRowVisitor visitor);

/// <summary>One row.</summary>
internal readonly record struct CacheRow(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
