using Kiosk.Registry.Files;
using Kiosk.Registry.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>What lies in a folder of the source folder; one that this user may not look into is an error among the others.</summary>
internal static class FolderEntries
{
    /// <summary>In the order of their names; none where the folder is missing.</summary>
    /// <returns>Null where they cannot be had, which was said.</returns>
    public static IReadOnlyList<string>? Of(string folder, SourceProblems problems)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            // Whoever may list a folder but not search it knows names and nothing else.
            BoundedFile.OpenAnything(Path.Join(folder, ".")).Dispose();
            return [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];
        }
        catch (RegistryException e)
        {
            problems.Error(folder, null, e.What);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Error(folder, null, Phrase.WithDetail("không đọc được thư mục này", e.Message));
        }

        return null;
    }
}
