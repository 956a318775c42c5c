using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>The journal cannot be opened, read or written. The message is a sentence for the operator and names the file; the terminal goes out of service.</summary>
internal class JournalException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>It is there, and this user may not read it.</summary>
    /// <param name="what">The beginning of a sentence.</param>
    public static JournalException Denied(string what, string path, UnauthorizedAccessException cause) =>
        new($"{what} cannot be read: permission denied. {FolderOwner.RemedyFor(path)}", cause);
}

/// <summary>What the journal holds is not what was written. Nothing was changed.</summary>
internal sealed class JournalBrokenException(JournalBreak found)
    : JournalException($"The journal is broken in {found.Segment} at byte {found.Offset}: {found.What}. The file is kept as it is.")
{
    public JournalBreak Break { get; } = found;
}

/// <summary>The first place where a journal is not what was written.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">Where the frame or header begins, in bytes from the start of the file.</param>
internal sealed record JournalBreak(string Segment, long Offset, string What);
