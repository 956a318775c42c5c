namespace Kiosk.Service.Journal;

/// <summary>What lies where a copy of a journal is to go.</summary>
internal static class EarlierCopy
{
    /// <summary>Whether the journal holds all that an earlier copy does: the same records, and those after them.</summary>
    /// <param name="journal">Whole.</param>
    /// <returns>What speaks against replacing the copy, to be said after its name; null where nothing does, or nothing is there.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static string? FindObjection(string copy, string journal)
    {
        if (File.Exists(copy))
        {
            return "it is a file";
        }

        // A link is no copy: it alone is replaced, and what it leads to stays.
        if (new DirectoryInfo(copy) is not { Exists: true, LinkTarget: null })
        {
            return null;
        }

        var segments = JournalFolder.Segments(journal).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFileSystemEntries(copy).Select(path => Path.GetFileName(path)!).FirstOrDefault(name => !name.StartsWith('.') && !segments.Contains(name)) is { } other
            ? $"it holds {other}, which this journal does not"
            : FindDifference(copy, journal);
    }

    private static string? FindDifference(string copy, string journal)
    {
        JournalVerification held;
        try
        {
            held = JournalVerifier.Verify(copy);
        }
        catch (JournalException) when (!Directory.EnumerateFileSystemEntries(copy).Any(path => Path.GetExtension(path) == ".seg"))
        {
            return null;
        }
        catch (JournalException)
        {
            return "it cannot be read";
        }

        if (!held.IsWhole)
        {
            return $"it is damaged after {held.Frames} records, and nobody can tell what came then";
        }

        var walk = new ChainWalk(JournalFolder.Segments(journal));
        var same = walk.Entries().Prepend(null).FirstOrDefault(_ => walk.Last?.Sequence == held.Frames);
        var frames = walk.Last?.Sequence ?? 0;
        return (walk.Last, same) switch
        {
            _ when frames < held.Frames => $"it holds {held.Frames} records and this journal {frames}: this terminal's journal was begun anew, or another terminal has the same id",
            ({ } last, _) when last.Hash.Span.SequenceEqual(held.LastHash.Span) => null,
            _ => $"its {held.Frames} records are not those that this journal begins with: this terminal's journal was begun anew, or another terminal has the same id",
        };
    }
}
