using Kiosk.Durability;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Simulation.Tests.Disks;

/// <summary>
/// What lies on the platter while the files in a folder are what the program sees: contents as of each file's last sync, names as of each folder's. Files are told apart by their inode, so that a rename carries its
/// content along, whoever wrote or renamed them. Folders themselves always survive.
/// </summary>
internal sealed class DurableImage(string root)
{
    private readonly Dictionary<ulong, MemoryStream> contents = [];
    private readonly Dictionary<string, ulong> names = new(StringComparer.Ordinal);

    public string Root => root;

    /// <summary>The file's content is on the disk from now on.</summary>
    public void SyncContent(string path)
    {
        var content = new MemoryStream();
        content.Write(Read(path));
        contents[NumberOf(path)] = content;
    }

    /// <summary>The same of a file to which bytes were only appended since: the others are not read again.</summary>
    public void SyncAppended(string path)
    {
        using var file = RegularFile.Open(path);
        if (!contents.TryGetValue(FileIdentity.Of(file).Number, out var content) || RandomAccess.GetLength(file) < content.Length)
        {
            SyncContent(path);
            return;
        }

        content.Write(ReadFrom(file, content.Length));
    }

    /// <summary>The folder's names are on the disk from now on.</summary>
    public void SyncNames(string folder)
    {
        foreach (var gone in names.Keys.Where(path => Path.GetDirectoryName(path) == folder).ToList())
        {
            names.Remove(gone);
        }

        foreach (var path in Directory.EnumerateFiles(folder))
        {
            names[path] = NumberOf(path);
        }
    }

    /// <summary>The program sees what is on the disk.</summary>
    public void Restore(string path) => File.WriteAllBytes(path, ContentOf(NumberOf(path)) ?? []);

    /// <summary>All that is there is on the disk.</summary>
    public void SyncAll()
    {
        contents.Clear();
        names.Clear();
        foreach (var path in Files())
        {
            SyncContent(path);
            names[path] = NumberOf(path);
        }
    }

    /// <summary>What a cut at this instant leaves, by path.</summary>
    public SortedDictionary<string, byte[]> Survivors(Random chance)
    {
        var survivors = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in Files().Concat(names.Keys).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            if (ContentAfterCut(path, chance) is { } content)
            {
                survivors.Add(path, content);
            }
        }

        return survivors;
    }

    private byte[]? ContentAfterCut(string path, Random chance)
    {
        ulong? live = File.Exists(path) ? NumberOf(path) : null;
        ulong? named = names.TryGetValue(path, out var number) ? number : null;
        if (live == named)
        {
            return Surviving.Of(ContentOf(live!.Value), Read(path), chance);
        }

        // The folder was not synced since: the change of name came to the disk, or it did not.
        return chance.Next(2) == 0 ? named is { } before ? ContentOf(before) ?? [] : null
            : live is { } now ? Surviving.Of(ContentOf(now), Read(path), chance)
            : null;
    }

    /// <summary>The content as the program sees it.</summary>
    public static byte[] Read(string path) => RegularFile.Read(path, int.MaxValue);

    /// <summary>The last bytes as the program sees them.</summary>
    public static byte[] ReadEnd(string path, int length)
    {
        using var file = RegularFile.Open(path);
        return ReadFrom(file, RandomAccess.GetLength(file) - length);
    }

    private byte[]? ContentOf(ulong number) => contents.GetValueOrDefault(number)?.ToArray();

    private static byte[] ReadFrom(SafeFileHandle file, long offset)
    {
        var bytes = new byte[RandomAccess.GetLength(file) - offset];
        return RandomAccess.Read(file, bytes, offset) == bytes.Length ? bytes : throw new IOException("A file became shorter while it was read.");
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static ulong NumberOf(string path)
    {
        // Not by the framework, which takes a lock on what it opens.
        using var file = RegularFile.Open(path);
        return FileIdentity.Of(file).Number;
    }
}
