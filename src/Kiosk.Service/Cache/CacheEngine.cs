namespace Kiosk.Service.Cache;

/// <summary>A way to write and read cache files.</summary>
/// <param name="Create">Makes a new file with these empty tables; the path must not exist.</param>
/// <param name="Open">Opens a sealed file read-only.</param>
internal sealed record CacheEngine(
    string Name,
    Func<string, IReadOnlyList<string>, ICacheFileBuilder> Create,
    Func<string, ICacheFile> Open)
{
    public static CacheEngine Sqlite { get; } = new("sqlite", SqliteCacheFileBuilder.Create, SqliteCacheFile.Open);
}
