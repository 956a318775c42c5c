using Kiosk.Durability;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Sync;

/// <summary>Finds files on a USB stick in any letter case, and opens them without following links.</summary>
/// <param name="stick">The mount point.</param>
internal sealed class StickNames(string stick)
{
    /// <summary>Length of a FAT short name that replaces a long one.</summary>
    private const int ShortNameLength = 8;

    private readonly Dictionary<string, IReadOnlyList<string>> listings = new(StringComparer.Ordinal);

    /// <summary>Opens a regular file for reading.</summary>
    /// <param name="path">The folders below the stick's top, then the file.</param>
    /// <returns>Null if there is no such regular file in any letter case.</returns>
    /// <exception cref="IOException">The file cannot be opened for another reason.</exception>
    public SafeFileHandle? Open(IReadOnlyList<string> path)
    {
        if (PlainFile.Open(stick, path) is { } file)
        {
            return file;
        }

        var found = new List<string>();
        foreach (var name in path)
        {
            if (Match(found, name) is not { } match)
            {
                return null;
            }

            found.Add(match);
        }

        return PlainFile.Open(stick, found);
    }

    /// <summary>Finds out why there is no such file.</summary>
    public Absence Search(IReadOnlyList<string> path)
    {
        var found = new List<string>();
        foreach (var name in path)
        {
            if (Match(found, name) is { } match)
            {
                found.Add(match);
                continue;
            }

            if (Listing(found).FirstOrDefault(other => IsShortened(other, name)) is { } shortened)
            {
                return new Absence.Shortened(shortened);
            }

            return found.Count < path.Count - 1 ? new Absence.Folder(string.Join('/', path.Take(found.Count + 1))) : new Absence.File();
        }

        return new Absence.File();
    }

    private static bool IsShortened(string other, string name)
    {
        var stem = Path.GetFileNameWithoutExtension(other);
        var tilde = stem.IndexOf('~', StringComparison.Ordinal);
        return tilde > 0
            ? name.StartsWith(stem[..tilde], StringComparison.OrdinalIgnoreCase)
            : other.Length >= ShortNameLength && other.Length < name.Length && name.StartsWith(other, StringComparison.OrdinalIgnoreCase);
    }

    private string? Match(IReadOnlyList<string> folder, string name)
    {
        var listing = Listing(folder);
        return listing.Contains(name, StringComparer.Ordinal) ? name : listing.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));
    }

    private IReadOnlyList<string> Listing(IReadOnlyList<string> folder)
    {
        var path = string.Join('/', folder);
        if (!listings.TryGetValue(path, out var listing))
        {
            listings[path] = listing = [.. StickSearch.Entries(Path.Combine(stick, path)).Select(entry => entry.Name)];
        }

        return listing;
    }

    /// <summary>Why a file is missing.</summary>
    internal abstract record Absence
    {
        private Absence()
        {
        }

        /// <summary>Only the file is missing.</summary>
        public sealed record File : Absence;

        /// <summary>A folder on its path is missing.</summary>
        public sealed record Folder(string Name) : Absence;

        /// <summary>It exists under its FAT short name.</summary>
        public sealed record Shortened(string Example) : Absence;
    }
}
