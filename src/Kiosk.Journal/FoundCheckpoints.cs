using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>The checkpoints found next to a journal.</summary>
/// <param name="Path">Their file.</param>
/// <param name="Newest">The last one; null if there is none.</param>
/// <param name="Length">Length of the complete checkpoints in bytes; a power cut may have left an incomplete one after them.</param>
internal sealed record FoundCheckpoints(string Path, SignedCheckpoint? Newest, long Length)
{
    /// <summary>Reads the checkpoints of this terminal's journal before opening it.</summary>
    /// <exception cref="JournalException">The file is damaged or cannot be read, or its last checkpoint belongs to another terminal or key.</exception>
    public static FoundCheckpoints Read(string journal, string terminalId, NoteKey key)
    {
        var (checkpoints, length) = Load(journal);
        var path = CheckpointFile.PathIn(journal);
        var newest = checkpoints.Count > 0 ? checkpoints[^1] : null;
        if (newest is not null && newest.Content.TerminalId != terminalId)
        {
            throw new JournalException($"{path} holds checkpoints of terminal {newest.Content.TerminalId}, not {terminalId}. Put back this terminal's own disk.");
        }

        return newest is null || newest.Note.IsSignedBy(key)
            ? new(path, newest, length)
            : throw new JournalException($"The last checkpoint in {path} is not signed by this terminal's key. Restore the key that signed it, or call the technician: the journal may have been changed.");
    }

    /// <summary>Reads all checkpoints next to a journal.</summary>
    /// <exception cref="JournalException">The file is damaged or cannot be read.</exception>
    public static (IReadOnlyList<SignedCheckpoint> Checkpoints, long Length) Load(string journal)
    {
        var path = CheckpointFile.PathIn(journal);
        try
        {
            return CheckpointFile.Read(journal);
        }
        catch (FormatException malformed)
        {
            throw new JournalBrokenException(new(path, 0, malformed.Message));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw JournalException.Denied(path, path, denied);
        }
        catch (IOException cause)
        {
            throw new JournalException($"{path} cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>The error for a journal that is shorter than its newest checkpoint states.</summary>
    public JournalException Missing(SignedCheckpoint promised, ulong frames) =>
        new($"The journal holds {frames} records, and this terminal signed that there are {promised.Content.Size} ({Path}): records are missing. Put back the terminal's own disk, or call the technician.");

    /// <summary>The error for a journal whose last signed record was replaced.</summary>
    public JournalBrokenException Contradicted(ChainWalk walk) =>
        new(new(JournalFolder.SegmentPath(System.IO.Path.GetDirectoryName(Path)!, walk.Segment), walk.Offset, $"record {Newest!.Content.Size} is not the one that the terminal signed"));
}
