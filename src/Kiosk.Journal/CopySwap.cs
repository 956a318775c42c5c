using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>Puts a whole new copy in the place of an earlier one by two renames: the earlier copy is deleted last, so that no fault of the stick and no power cut leaves neither.</summary>
internal static class CopySwap
{
    private const string Ending = ".old";

    /// <summary>Ends what an interrupted swap began: an earlier copy goes back to its name, unless the new one has it.</summary>
    /// <param name="targets">The names that copies have.</param>
    public static void Recover(IEnumerable<string> targets)
    {
        foreach (var target in targets.Where(target => Directory.Exists(target + Ending)))
        {
            if (Path.Exists(target))
            {
                Directory.Delete(target + Ending, recursive: true);
            }
            else
            {
                Directory.Move(target + Ending, target);
            }
        }
    }

    /// <exception cref="IOException">The stick fails; the earlier copy has its name.</exception>
    public static void Replace(string written, string target, IDurableFiles files)
    {
        var below = Path.GetDirectoryName(Path.GetFullPath(target))!;
        if (!Directory.Exists(target))
        {
            Directory.Move(written, target);
            files.SyncFolder(below);
            return;
        }

        Directory.Move(target, target + Ending);
        try
        {
            Directory.Move(written, target);
            files.SyncFolder(below);
        }
        catch
        {
            if (!Path.Exists(target))
            {
                Directory.Move(target + Ending, target);
            }

            throw;
        }

        Discard(target + Ending);
    }

    // The new copy is whole: what is left of the earlier one goes with the next export.
    private static void Discard(string earlier)
    {
        try
        {
            Directory.Delete(earlier, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
        }
    }
}
