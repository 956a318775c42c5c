using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Feed.Records;
using Kiosk.Journal;

namespace Kiosk.Collector.Reports;

/// <summary>What desks recorded for the registry: cards handed in, records to be corrected or confirmed, attendance to be shown to whom it is about.</summary>
/// <param name="unsealing">Opens whose card it was: without the key there is nothing to tell.</param>
internal sealed class RequestBook(JournalStore journals, PeopleStore people, SealedParts unsealing)
{
    private static readonly string[] Fields = ["name", "card-number", "unit", "status"];

    /// <returns>By instant; without those that no terminal of ours writes so.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<IReadOnlyList<RegistryRequest>> BetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var requests = new List<RegistryRequest>();
        foreach (var frame in await journals.ForRegistryAsync(from, until, cancellationToken))
        {
            if (unsealing.Open(frame) is { } details && IsWhole(details) && KindOf(frame, details) is not RequestKind.None and var kind)
            {
                requests.Add(new(frame.Entry.Record.Clock.Instant, frame.TerminalId, frame.Entry.Sequence.Value, kind, details, await people.NameOfAsync(details.Tag, cancellationToken)));
            }
        }

        return requests;
    }

    // It goes on to the registry as lines of a table: what a terminal that somebody got hold of writes into it must not be more than that.
    private static bool IsWhole(SealedDetails details) => IsTag(details.Tag) && (details.Replaces is null || IsTag(details.Replaces)) && (details.Fields?.Split(' ').All(Fields.Contains) ?? true);

    private static bool IsTag(string? text) => text is { Length: 2 * CardTag.Length } && text.All(char.IsAsciiHexDigitLower);

    private static RequestKind KindOf(CollectedFrame frame, SealedDetails details) => frame.Entry.Record switch
    {
        { Mode: JournalMode.Procedure } => details.Replaces is null ? RequestKind.None : RequestKind.CardEnded,
        { Context: var context } => TerminalNote.Parse(context).Event switch
        {
            TerminalNote.CorrectionAsked => RequestKind.Correction,
            TerminalNote.AttendanceAsked => RequestKind.Attendance,
            TerminalNote.RecordConfirmed => RequestKind.Confirmed,
            _ => RequestKind.None,
        },
    };
}
