using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache.Rows;

/// <summary>The rows of one file of a generation, or of all of them together. Safe for concurrent readers.</summary>
/// <remarks>Every method throws <see cref="CacheException"/> when a file is damaged, was changed, has no such table, or was closed.</remarks>
internal interface IGenerationRows : IDisposable
{
    /// <returns>Null when the table holds no such key.</returns>
    ReadOnlyMemory<byte>? Get(string table, ReadOnlySpan<byte> key);

    /// <summary>The rows whose keys are in the range, in key order. Rows are read as the caller advances.</summary>
    IEnumerable<GenerationRow> Scan(string table, KeyRange range);

    /// <inheritdoc cref="ICacheFile.Walk"/>
    void Walk(string table, CacheRowVisitor visitor);

    /// <inheritdoc cref="ICacheFile.Check"/>
    void Check();
}

/// <summary>One row of a generation.</summary>
internal readonly record struct GenerationRow(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
