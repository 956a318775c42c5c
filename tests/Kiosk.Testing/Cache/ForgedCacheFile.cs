using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Testing.Cache;

/// <summary>Rewrites a cache file as an attacker with this program but without the terminal's key could: LiteDB's pages, the directory and all checksums are valid.</summary>
internal static class ForgedCacheFile
{
    /// <param name="edit">Maps a table's name and rows to its new rows.</param>
    public static void Rewrite(string path, Func<string, IEnumerable<CacheRow>, IEnumerable<CacheRow>> edit)
    {
        var forged = path + ".forged";
        var tables = TablesOf(path);
        using (var file = LiteDbCacheFile.Open(path))
        using (var builder = LiteDbCacheFileBuilder.Create(forged, tables))
        {
            foreach (var table in tables)
            {
                foreach (var (key, value) in edit(table, file.Scan(table, default)))
                {
                    builder.Put(table, key.Span, value.Span);
                }
            }

            builder.Seal();
        }

        File.Move(forged, path, overwrite: true);
    }

    private static List<string> TablesOf(string path)
    {
        using var pages = SealedPages.Open(path);
        using var reader = new BlockReader(path, pages);
        return [.. reader.ReadDirectory().Keys];
    }
}
