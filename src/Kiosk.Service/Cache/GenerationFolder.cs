using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The names in the folder of generations, and what lies there under them.</summary>
internal sealed class GenerationFolder(string folder)
{
    /// <summary>The file that says which generation is in force.</summary>
    public string CurrentPath { get; } = Path.Combine(folder, "CURRENT");

    public string PathOf(long number) => Path.Combine(folder, CurrentPointer.FileName(number));

    /// <summary>All generations that have their name, newest first.</summary>
    /// <exception cref="CacheException">The folder cannot be read.</exception>
    public List<long> Numbers()
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder).Select(path => CurrentPointer.NumberOf(Path.GetFileName(path))).OfType<long>().OrderDescending()]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CacheException.Unreadable(CurrentPath, e);
        }
    }

    public void RemoveAllBut(IReadOnlyCollection<long> kept)
    {
        foreach (var number in Numbers().Where(number => !kept.Contains(number)))
        {
            try
            {
                File.Delete(PathOf(number));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The new generation is in force; an old one left over costs space only, and the next build tries again.
            }
        }
    }
}
