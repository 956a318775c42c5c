using System.Diagnostics.CodeAnalysis;
using Kiosk.Durability;
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

    /// <summary>Of <see cref="Installation.TerminalId"/>, synced from the world's feed.</summary>
    public static string Cache => FoldersOf(Installation.TerminalId).Cache;

    public static string Card(DemoCard card) => Path.Combine(World.Cards, card.File);

    /// <summary>A file of the authority's folder.</summary>
    public static string Source(params IReadOnlyList<string> names) => Path.Combine([World.Authority, .. names]);

    /// <summary>The cache and, beside it, the keys by which it opens, and a journal without records: as if that terminal's disk had been put in.</summary>
    /// <param name="terminalId">One of the world's two terminals.</param>
    public static void CopyCacheTo(string folder, string terminalId)
    {
        var (from, to) = (FoldersOf(terminalId), new KioskFolders(Path.GetDirectoryName(folder)!));
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.GetFiles(from.Cache))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }

        foreach (var ending in (string[])[".key", ".feed", ".floor"])
        {
            File.Copy(from.Cache + ending, folder + ending);
        }

        File.Copy(from.DeviceKeyFile, to.DeviceKeyFile);
        DurableFolder.Create(to.Journal, new DurableFiles());
        foreach (var path in Directory.GetFiles(from.Journal))
        {
            File.Copy(path, Path.Combine(to.Journal, Path.GetFileName(path)));
        }
    }

    private static KioskFolders FoldersOf(string terminalId) => new(terminalId == Installation.TerminalId ? World.Data : Path.Combine(World.Folder, terminalId));

    [SuppressMessage("Usage", "VSTHRD002", Justification = "Made once, while a test's class is set up; nothing that it waits for waits for this thread.")]
    private static DemoWorld Create() => Task.Run(CreateAsync).GetAwaiter().GetResult();

    private static async Task<DemoWorld> CreateAsync()
    {
        var folder = TestFolder.Fast();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var world = await DemoWorld.CreateAsync(folder["demo"], [], TimeProvider.System, CancellationToken.None);
        Assert.Empty(await TrialSync.LetInAsync(world.Feed, Path.Combine(world.Folder, Installation.OtherTerminalId), Installation.OtherTerminalId, TimeProvider.System, CancellationToken.None));
        Assert.Empty(await TrialSync.LetInAsync(world.Feed, world.Data, Installation.TerminalId, TimeProvider.System, CancellationToken.None));
        return world;
    }
}
