using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>The checkpoints found next to a journal.</summary>
/// <param name="Path">Their file.</param>
/// <param name="Newest">The last one; null if there is none.</param>
/// <param name="Length">Length of the complete checkpoints in bytes; a power cut may have left an incomplete one after them.</param>
internal sealed record FoundCheckpoints(string Path, SignedCheckpoint? Newest, long Length)
{
    /// <summary>Reads the newest checkpoint of this terminal's journal before opening it.</summary>
    /// <exception cref="JournalException">The file is damaged or cannot be read, or its last checkpoint belongs to another terminal or key.</exception>
    public static FoundCheckpoints Read(string journal, string terminalId, NoteKey key)
    {
        var (newest, length) = ReadNewest(journal);
        var path = CheckpointFile.PathIn(journal);
        if (newest is not null && newest.Content.TerminalId != terminalId)
        {
            throw new JournalException(new(
                $"{path} chứa mốc ký của máy {newest.Content.TerminalId}, không phải của {terminalId}. Hãy lắp lại đúng ổ đĩa của máy này.",
                $"{path} holds checkpoints of terminal {newest.Content.TerminalId}, not {terminalId}. Put back this terminal's own disk."));
        }

        return newest is null || newest.Note.IsSignedBy(key)
            ? new(path, newest, length)
            : throw new JournalException(new(
                $"Mốc ký cuối cùng trong {path} không được ký bằng khóa của máy này. Hãy khôi phục khóa đã ký, hoặc gọi cán bộ kỹ thuật: nhật ký có thể đã bị sửa.",
                $"The last checkpoint in {path} is not signed by this terminal's key. Restore the key that signed it, or call the technician: the journal may have been changed."));
    }

    /// <summary>Reads the newest checkpoint next to a journal, and nothing before it.</summary>
    /// <returns>Null if there is none, and the length in bytes up to its end.</returns>
    /// <exception cref="JournalException">The file is damaged or cannot be read.</exception>
    public static (SignedCheckpoint? Newest, long Length) ReadNewest(string journal) => Reading(journal, CheckpointFile.ReadNewest);

    /// <summary>Reads all checkpoints next to a journal.</summary>
    /// <exception cref="JournalException">The file is damaged or cannot be read.</exception>
    public static (IReadOnlyList<SignedCheckpoint> Checkpoints, long Length) Load(string journal) => Reading(journal, CheckpointFile.Read);

    private static T Reading<T>(string journal, Func<string, T> read)
    {
        var path = CheckpointFile.PathIn(journal);
        try
        {
            return read(journal);
        }
        catch (CheckpointFileException malformed)
        {
            throw new JournalBrokenException(new(path, 0, malformed.Sentence));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw JournalException.Unreadable(Phrase.Untranslated(path), path, cause);
        }
    }

    /// <summary>The error for a journal that is shorter than its newest checkpoint states.</summary>
    public JournalException Missing(SignedCheckpoint promised, ulong frames) =>
        new(new(
            $"Nhật ký có {frames} bản ghi, còn máy này đã ký rằng có {promised.Content.Size} ({Path}): thiếu bản ghi. Hãy lắp lại đúng ổ đĩa của máy, hoặc gọi cán bộ kỹ thuật.",
            $"The journal holds {frames} records, and this terminal signed that there are {promised.Content.Size} ({Path}): records are missing. Put back the terminal's own disk, or call the technician."));

    /// <summary>The error for a journal whose last signed record was replaced.</summary>
    public JournalBrokenException Contradicted(ChainWalk walk) =>
        new(new(JournalFolder.SegmentPath(System.IO.Path.GetDirectoryName(Path)!, walk.Segment), walk.Offset, new(
            $"bản ghi {Newest!.Content.Size} không phải bản ghi mà máy đã ký", $"record {Newest.Content.Size} is not the one that the terminal signed")));
}
