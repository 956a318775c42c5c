using System.Text;

namespace Kiosk.Service.Cache;

/// <summary>A way to write and read cache files.</summary>
/// <param name="Name">What <c>Kiosk:Cache:Engine</c> calls it.</param>
/// <param name="Mark">What its files hold, and no other engine's, at <paramref name="MarkOffset"/>.</param>
/// <param name="Create">Makes a new file with these empty tables; the path must not exist.</param>
/// <param name="Open">Opens a sealed file read-only.</param>
internal sealed record CacheEngine(
    string Name,
    string Mark,
    int MarkOffset,
    Func<string, IReadOnlyList<string>, ICacheFileBuilder> Create,
    Func<string, ICacheFile> Open)
{
    public static CacheEngine Sqlite { get; } = new("sqlite", "SQLite format 3\0", 0, SqliteCacheFileBuilder.Create, SqliteCacheFile.Open);

#if NAMED_PACKAGES
    public static CacheEngine LiteDb { get; } =
        new("litedb", "** This is a LiteDB file **", 32, Cache.LiteDb.LiteDbCacheFileBuilder.Create, Cache.LiteDb.LiteDbCacheFile.Open);
#endif

    /// <summary>Those that were compiled in; the first is used where the settings name none.</summary>
    public static IReadOnlyList<CacheEngine> Compiled { get; } =
    [
#if NAMED_PACKAGES
        LiteDb,
#endif
        Sqlite,
    ];

    public static CacheEngine Default => Compiled[0];

    /// <summary>The engine that the settings name; an empty name is the default.</summary>
    /// <exception cref="ArgumentException">No engine of this name was compiled in.</exception>
    public static CacheEngine Named(string name) =>
        name.Length == 0
            ? Default
            : Compiled.FirstOrDefault(engine => engine.Name == name) ?? throw new ArgumentException($"There is no cache engine {name}.", nameof(name));

    /// <summary>Opens a file of whichever engine wrote it: a terminal that changes its engine still has its last generations.</summary>
    /// <exception cref="CacheException">There is no such file, or none of the engines compiled in wrote it.</exception>
    public static ICacheFile OpenAny(string path)
    {
        var head = ReadHead(path);
        var engine = Compiled.FirstOrDefault(engine => engine.Marks(head))
            ?? throw new CacheException(CacheFault.Damaged, $"{path} is not a cache file of {string.Join(" or ", Compiled.Select(engine => engine.Name))}. {CacheStore.FetchAnew}");
        return engine.Open(path);
    }

    private bool Marks(ReadOnlySpan<byte> head) => head.Length > MarkOffset && head[MarkOffset..].StartsWith(Encoding.ASCII.GetBytes(Mark));

    private static byte[] ReadHead(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var head = new byte[64];
            return head[..RandomAccess.Read(file, head, 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CacheException.Unreadable(path, e);
        }
    }
}
