using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Service.Demo;
using Kiosk.Testing.Durability;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The demo's authority, members and cards, created once for all tests and never changed.</summary>
internal static class SharedWorld
{
    private static readonly Lazy<DemoWorld> Lazy = new(Create);

    public static DemoWorld World => Lazy.Value;

    public static string Card(DemoCard card) => Path.Combine(World.Cards, card.File);

    /// <summary>A file in the source folder.</summary>
    public static string Source(params IReadOnlyList<string> names) => Path.Combine([World.Source, .. names]);

    /// <summary>Copies the cache and the files beside it that open it, as if that terminal's disk had been moved here.</summary>
    public static void CopyCacheTo(string folder)
    {
        Copy(World.Data.Cache, folder);
        foreach (var ending in (string[])[".key", ".feed", ".floor"])
        {
            File.Copy(World.Data.Cache + ending, folder + ending);
        }
    }

    public static void CopySourceTo(string folder) => Copy(World.Source, folder);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.EnumerateFileSystemEntries(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(path));
            if (Directory.Exists(path))
            {
                Copy(path, copy);
            }
            else
            {
                File.Copy(path, copy);
            }
        }
    }

    private static DemoWorld Create()
    {
        var folder = TestFolder.Fast();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var world = DemoWorld.Create(folder["demo"], TimeProvider.System);
        new CacheBuilder(new CacheStore(world.Data.Cache, new DurableFiles()), TimeProvider.System).Build(world.Source, progress: null, CancellationToken.None);
        return world;
    }
}
