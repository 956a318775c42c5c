using System.Data.Common;
using Kiosk.Collector.Journals;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Storage;

/// <summary>A row of <c>terminal</c>.</summary>
internal static class TerminalRow
{
    public const string Select = "SELECT terminal, contiguous, highest, last_hash, subtrees, pending_note, receipt_size, receipt_note, verifier_key, first_seen, last_seen FROM terminal";

    /// <exception cref="InvalidDataException">The row is not what this program writes.</exception>
    public static TerminalStanding Read(DbDataReader row)
    {
        var (terminal, contiguous) = (row.GetString(0), (ulong)row.GetInt64(1));
        return new(
            terminal,
            contiguous,
            (ulong)row.GetInt64(2),
            row.GetFieldValue<byte[]>(3),
            CompactRange.Restore(contiguous, row.GetFieldValue<byte[]>(4)) ?? throw new InvalidDataException($"The database's row of terminal {terminal} does not fit its number of frames."),
            row.GetString(5) is { Length: > 0 } pending ? Parse(pending) : null,
            (ulong)row.GetInt64(6),
            row.GetString(7) is { Length: > 0 } receipt ? receipt : null,
            row.GetString(8) is { Length: > 0 } key ? NoteKey.Parse(key) : null,
            StoredInstant.Read(row.GetInt64(9)),
            StoredInstant.Read(row.GetInt64(10)));
    }

    private static SignedCheckpoint Parse(string text)
    {
        var note = SignedNote.Parse(text);
        return new(Checkpoint.Parse(note.Text), note);
    }
}
