using Kiosk.Journal;

namespace Kiosk.Simulation.Tests.Laws;

/// <summary>What one terminal has said to the outside, kept apart from it, and what it tried to write.</summary>
internal sealed class Ledger
{
    private readonly HashSet<string> attempted = new(StringComparer.Ordinal);
    private List<JournalEntry> entries = [];

    /// <summary>Records that were acknowledged, or were in doubt when the power went and turned out to have lasted; in order from the first.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>How often each kind of screen answered a tap.</summary>
    public Dictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest publication that was in force whole.</summary>
    public long Whole { get; set; }

    /// <summary>The newest generation and publication by which a card was judged.</summary>
    public (long Generation, long Feed) Judged { get; set; }

    /// <summary>The generation and publication in force when a checkpoint was last written.</summary>
    public (long Generation, long Feed) Signed { get; set; }

    /// <summary>The last mode that was acknowledged, and one in doubt.</summary>
    public string? Mode { get; set; }

    public string? ModeInDoubt { get; set; }

    /// <summary>The journal is another branch of what the collector holds.</summary>
    public bool IsPutBack { get; set; }

    /// <summary>Everything that is to be kept with a copy of the disk.</summary>
    public LedgerPage Page => new([.. entries], Whole, Judged, Signed, Mode, ModeInDoubt);

    public void Attempt(string path, byte[] bytes)
    {
        if (path.EndsWith(".seg", StringComparison.Ordinal) && bytes.Length >= JournalFrame.HashLength)
        {
            attempted.Add(Convert.ToHexString(bytes.AsSpan()[^JournalFrame.HashLength..]));
        }
    }

    public void Acknowledge(JournalEntry entry) => entries.Add(entry);

    public void TurnBack(LedgerPage page)
    {
        entries = [.. page.Entries];
        (Whole, Judged, Signed, Mode, ModeInDoubt) = (page.Whole, page.Judged, page.Signed, page.Mode, page.ModeInDoubt);
    }

    /// <summary>Compares the journal as a start finds it with what was acknowledged before.</summary>
    public void Begin(CheckInJournal journal)
    {
        var found = journal.Read().ToList();
        for (var index = 0; index < entries.Count; index++)
        {
            Law.Require(
                index < found.Count && found[index].FrameHash.Span.SequenceEqual(entries[index].FrameHash.Span),
                Law.NothingLost,
                () => $"{journal.TerminalId}: record {entries[index].Sequence} ({entries[index].Record.Outcome}) is {(index < found.Count ? "another one" : "gone")}; the journal holds {found.Count} records of {entries.Count}");
        }

        foreach (var entry in found.Skip(entries.Count))
        {
            Law.Require(attempted.Contains(Convert.ToHexString(entry.FrameHash.Span)), Law.NothingInvented, () => $"{journal.TerminalId}: nobody wrote record {entry.Sequence} ({entry.Record.Outcome})");
        }

        entries = found;
    }
}

/// <summary>A ledger at some instant.</summary>
internal sealed record LedgerPage(IReadOnlyList<JournalEntry> Entries, long Whole, (long Generation, long Feed) Judged, (long Generation, long Feed) Signed, string? Mode, string? ModeInDoubt);
