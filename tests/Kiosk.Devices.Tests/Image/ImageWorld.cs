using Kiosk.Service.SelfTest;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A made-up authority whose members tap at a terminal made from the image: settings and data for the terminal, and its disks.</summary>
internal sealed class ImageWorld : IDisposable
{
    public const string TerminalId = "QM-02";

    private const long CardBytes = 1L << 31;

    private readonly TestFolder folder;

    private ImageWorld(TestFolder folder, DemoWorld demo) => (this.folder, Demo) = (folder, demo);

    public DemoWorld Demo { get; }

    /// <summary>The terminal's <c>kiosk.json</c>.</summary>
    public string Settings => Path.Combine(folder["exchange"], "kiosk.json");

    /// <summary>A disk with <c>data</c>, <c>kiosk.json</c> and the updates.</summary>
    public string Exchange => folder["exchange.ext4"];

    public static async Task<ImageWorld> CreateAsync(IReadOnlyList<string> updates, CancellationToken cancellationToken)
    {
        var own = new TestFolder();
        var world = new ImageWorld(own, await DemoWorld.CreateAsync(own["demo"], [], TimeProvider.System, cancellationToken));
        Assert.Empty(await TrialSync.LetInAsync(world.Demo.Feed, world.Demo.Data, TerminalId, TimeProvider.System, cancellationToken));
        var exchange = Directory.CreateDirectory(own["exchange"]).FullName;
        SettingsFile.Write(Path.Combine(exchange, "kiosk.json"), new { TerminalId, Reader = new { Kind = "pcsc", Name = "Gemplus" }, Display = new { Kind = "drm" } });
        await RunAsync("cp", ["-r", world.Demo.Data, Path.Combine(exchange, "data")], cancellationToken);
        foreach (var update in updates)
        {
            File.Copy(update, Path.Combine(exchange, Path.GetFileName(update)));
        }

        await RunAsync("/usr/sbin/mke2fs", ["-q", "-t", "ext4", "-d", exchange, world.Exchange, "600M"], cancellationToken);
        return world;
    }

    /// <summary>A card of two gigabytes with the image on it.</summary>
    public string NewDisk(string name)
    {
        MakeDisk(folder[name]);
        return folder[name];
    }

    /// <inheritdoc cref="NewDisk"/>
    public static void MakeDisk(string path)
    {
        File.Copy(ImageFiles.Image, path);
        using var file = File.Open(path, FileMode.Open);
        file.SetLength(CardBytes);
    }

    /// <summary>A stick with the feed as it is published now.</summary>
    public Task<string> NewStickAsync(CancellationToken cancellationToken) => NewStickAsync(Demo.Feed.Folder, "feed", cancellationToken);

    /// <summary>A stick with one file or folder.</summary>
    public async Task<string> NewStickAsync(string source, string name, CancellationToken cancellationToken)
    {
        var stick = folder[$"{Path.GetRandomFileName()}.vfat"];
        await RunAsync("/usr/sbin/mkfs.vfat", ["-C", stick, "262144"], cancellationToken);
        await RunAsync("/usr/bin/mcopy", ["-s", "-i", stick, source, $"::{name}"], cancellationToken);
        return stick;
    }

    /// <summary>Copies a file to the KIOSK partition, as a technician does at any PC.</summary>
    public static Task PutOnBootPartitionAsync(string disk, string source, string name, CancellationToken cancellationToken) =>
        RunAsync("/usr/bin/mcopy", ["-o", "-i", $"{disk}@@{Partitions.StartOf(disk, Partitions.Boot)}", source, $"::{name}"], cancellationToken);

    public string NewFolder(string name) => Directory.CreateDirectory(folder[name]).FullName;

    /// <returns>The path of a file with this text.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    public void Dispose()
    {
        Demo.Dispose();
        folder.Dispose();
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken) => (await ChildProcess.RunAsync(program, arguments).WaitAsync(cancellationToken)).With(0);
}
