using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>The checkpoints that lie beside a journal when it is opened.</summary>
/// <param name="Path">Of their file.</param>
/// <param name="Newest">The last one, signed by this terminal's key; null where there is none.</param>
/// <param name="Length">The bytes of the file that hold whole checkpoints: what lies behind is one that a power cut left unfinished.</param>
internal sealed record FoundCheckpoints(string Path, SignedCheckpoint? Newest, long Length)
{
    /// <exception cref="JournalException">The file cannot be read, or its last checkpoint is another terminal's or not by this key.</exception>
    public static FoundCheckpoints Read(string journal, string terminalId, NoteKey key)
    {
        var path = CheckpointFile.PathIn(journal);
        try
        {
            var (checkpoints, length) = CheckpointFile.Read(journal);
            var newest = checkpoints.Count > 0 ? checkpoints[^1] : null;
            if (newest is not null && newest.Content.TerminalId != terminalId)
            {
                throw new JournalException($"{path} holds checkpoints of terminal {newest.Content.TerminalId}, not {terminalId}. Put back this terminal's own disk.");
            }

            return newest is null || newest.Note.IsSignedBy(key)
                ? new(path, newest, length)
                : throw new JournalException($"The last checkpoint in {path} is not signed by this terminal's key. Put back the key it was signed with, or call the technician: the journal may have been changed.");
        }
        catch (FormatException other)
        {
            throw new JournalException($"{path} is damaged: {other.Message}. The file is kept as it is.", other);
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

    /// <summary>The journal ends before what a checkpoint vouches for.</summary>
    public JournalException Missing(SignedCheckpoint promised, ulong frames) =>
        new($"The journal holds {frames} records, and this terminal signed that there are {promised.Content.Size} ({Path}): records are missing. Put back the terminal's own disk, or call the technician.");

    /// <summary>The frame at which the newest checkpoint was signed is another one now.</summary>
    public JournalBrokenException Contradicted(ChainWalk walk) =>
        new(new(JournalFolder.SegmentPath(System.IO.Path.GetDirectoryName(Path)!, walk.Segment), walk.Offset, $"record {Newest!.Content.Size} is not the one that the terminal signed"));
}
