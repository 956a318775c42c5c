namespace Kiosk.Journal;

/// <summary>Reads a journal, also while it is being written: a frame being appended is left out.</summary>
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

    /// <summary>Reads all frames from the first, checking each against the previous one.</summary>
    /// <exception cref="JournalException">Thrown while enumerating: the journal is broken or cannot be read.</exception>
    public IEnumerable<JournalEntry> Read() => new ChainWalk(segments).Entries();
}
