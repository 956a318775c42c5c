using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>The journal cannot be opened, read or written. The message is a sentence for the operator that names the file; the terminal goes out of service.</summary>
internal class JournalException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The file exists but this user may not read it.</summary>
    /// <param name="what">The subject of the sentence.</param>
    public static JournalException Denied(string what, string path, UnauthorizedAccessException cause) =>
        new($"{what} cannot be read: permission denied. {FolderOwner.RemedyFor(path)}", cause);
}

/// <summary>Another process writes the journal: two services were started on one data folder, and this is the second.</summary>
internal sealed class JournalInUseException(string folder) : JournalException($"The journal in {folder} is being written by another process.");

/// <summary>The journal's content fails verification. Nothing was changed.</summary>
internal sealed class JournalBrokenException(JournalBreak found)
    : JournalException($"The journal is broken in {found.Segment} at byte {found.Offset}: {found.What}. The file is kept as it is.")
{
    public JournalBreak Break { get; } = found;
}

/// <summary>The first place at which a journal fails verification.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">Start of the frame or header, in bytes from the start of the file.</param>
internal sealed record JournalBreak(string Segment, long Offset, string What);
