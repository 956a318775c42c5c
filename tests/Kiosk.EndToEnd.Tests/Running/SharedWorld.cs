using System.Diagnostics.CodeAnalysis;
using Kiosk.Service.Configuration;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The demo's authority, members and cards, made once for all tests and never changed by them.</summary>
internal static class SharedWorld
{
    private static readonly Lazy<DemoWorld> Lazy = new(Create);

    public static DemoWorld World => Lazy.Value;

    /// <summary>Synced from the world's feed.</summary>
    public static string Cache => new KioskFolders(World.Data).Cache;

    public static string Card(DemoCard card) => Path.Combine(World.Cards, card.File);

    /// <summary>A file of the authority's folder.</summary>
    public static string Source(params IReadOnlyList<string> names) => Path.Combine([World.Authority, .. names]);

    /// <summary>The cache and, beside it, the key by which it opens: as if that terminal's disk had been put in.</summary>
    public static void CopyCacheTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.GetFiles(Cache))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }

        foreach (var ending in (string[])[".key", ".feed", ".floor"])
        {
            File.Copy(Cache + ending, folder + ending);
        }
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = "Made once, while a test's class is set up; nothing that it waits for waits for this thread.")]
    private static DemoWorld Create() => Task.Run(CreateAsync).GetAwaiter().GetResult();

    private static async Task<DemoWorld> CreateAsync()
    {
        var folder = TestFolder.Fast();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var world = await DemoWorld.CreateAsync(folder["demo"], TimeProvider.System, CancellationToken.None);
        Assert.Empty(await TrialSync.TakeAsync(world.Feed, world.Data, TimeProvider.System, CancellationToken.None));
        return world;
    }
}
