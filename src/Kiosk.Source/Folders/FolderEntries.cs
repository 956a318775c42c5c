using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>The entries of a folder of the source folder; a folder that this user may not list is an error like any other.</summary>
internal static class FolderEntries
{
    /// <summary>Ordered by name; none if the folder is missing.</summary>
    /// <returns>Null if they cannot be listed, which is reported.</returns>
    public static IReadOnlyList<string>? Of(string folder, SourceProblems problems)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            // With read but without search permission, only names are known.
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
