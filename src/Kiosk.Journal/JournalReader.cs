namespace Kiosk.Journal;

/// <summary>Reads a journal, also while it is being written: an unfinished frame is skipped.</summary>
internal sealed class JournalReader
{
    private readonly IReadOnlyList<string> segments;
    private readonly FrameKey? key;

    private JournalReader(IReadOnlyList<string> segments, FrameKey? key) => (this.segments, this.key) = (segments, key);

    /// <exception cref="JournalException">There is no journal in the folder, or it cannot be read.</exception>
    /// <param name="key">Verifies each frame's tag; null if the reader has no key.</param>
    public static JournalReader Open(string folder, FrameKey? key = null)
    {
        var found = JournalFolder.Segments(folder);
        return found.Count > 0 ? new(found, key) : throw JournalException.Missing(folder);
    }

    /// <summary>Reads all frames from the first, checking each against the previous one.</summary>
    /// <exception cref="JournalException">Thrown while enumerating: the journal is broken or cannot be read.</exception>
    public IEnumerable<JournalEntry> Read() => new ChainWalk(segments, key).Entries();
}
