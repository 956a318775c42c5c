namespace Kiosk.Journal;

/// <summary>Reads a journal, also while its writer is at work: a frame that is just being appended is left out.</summary>
internal sealed class JournalReader
{
    private readonly IReadOnlyList<string> segments;

    private JournalReader(IReadOnlyList<string> segments) => this.segments = segments;

    /// <exception cref="JournalException">There is no journal in the folder, or it cannot be read.</exception>
    public static JournalReader Open(string folder)
    {
        var found = JournalFolder.Segments(folder);
        return found.Count > 0 ? new(found) : throw new JournalException($"There is no journal in {folder}.");
    }

    /// <summary>All frames from the first, each checked against the one before.</summary>
    /// <exception cref="JournalException">Thrown while reading: the journal is broken or cannot be read.</exception>
    public IEnumerable<JournalEntry> Read() => new ChainWalk(segments).Entries();
}
