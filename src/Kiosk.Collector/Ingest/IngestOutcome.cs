using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Ingest;

/// <summary>The result of taking in a batch.</summary>
internal abstract record IngestOutcome
{
    private IngestOutcome()
    {
    }

    /// <summary>The name of the journal that the batch belongs to (<see cref="Journals.JournalName"/>); null if the batch itself was refused, before anything stored was looked at.</summary>
    public string? Journal { get; init; }

    /// <summary>Every frame of the batch is on the database's disk.</summary>
    /// <param name="Entries">All of them, in order. Whoever follows a meeting is told of all: of those that were stored before, the answer of the database may have been lost, and nobody was told.</param>
    /// <param name="Added">Those that were not stored before, in order.</param>
    public sealed record Stored(UploadAnswer Answer, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<JournalEntry> Added) : IngestOutcome;

    /// <summary>Nothing of the batch was stored, except that a contradiction is kept as an alarm.</summary>
    /// <param name="Code">A constant of <see cref="UploadRefusal"/>.</param>
    public sealed record Refused(string Code, Phrase Sentence) : IngestOutcome;
}
