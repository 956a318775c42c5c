using Kiosk.Durability;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Sync;

/// <summary>Finds files on a stick in any case of letters. Names alone are looked up here; what is opened is opened without following a link.</summary>
/// <param name="stick">Where it is mounted.</param>
internal sealed class StickNames(string stick)
{
    /// <summary>Of a FAT short name that stands for a long one.</summary>
    private const int ShortNameLength = 8;

    private readonly Dictionary<string, IReadOnlyList<string>> listings = new(StringComparer.Ordinal);

    /// <summary>Opens a regular file for reading.</summary>
    /// <param name="path">Folders below the stick's top, and the file.</param>
    /// <returns>Null when there is no such regular file in any case of letters.</returns>
    /// <exception cref="IOException">The system refuses for another reason.</exception>
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

    /// <summary>Why there is no such file.</summary>
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

    /// <summary>Why a file is not there.</summary>
    internal abstract record Absence
    {
        private Absence()
        {
        }

        /// <summary>It is the file alone that is missing.</summary>
        public sealed record File : Absence;

        /// <summary>A folder on the way to it is missing.</summary>
        public sealed record Folder(string Name) : Absence;

        /// <summary>It is there under a name of eight letters.</summary>
        public sealed record Shortened(string Example) : Absence;
    }
}
