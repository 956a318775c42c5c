using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal;

namespace Kiosk.Collector.Reports;

/// <summary>What desks recorded for the registry: cards handed in, records to be corrected or confirmed, attendance to be shown to whom it is about.</summary>
/// <param name="unsealing">Opens whose card it was: without the key there is nothing to tell.</param>
internal sealed class RequestBook(JournalStore journals, PeopleStore people, SealedParts unsealing)
{
    /// <returns>By instant.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<IReadOnlyList<RegistryRequest>> BetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var requests = new List<RegistryRequest>();
        foreach (var frame in await journals.ForRegistryAsync(from, until, cancellationToken))
        {
            if (unsealing.Open(frame) is { } details && KindOf(frame, details) is not RequestKind.None and var kind)
            {
                requests.Add(new(frame.Entry.Record.Clock.Instant, frame.TerminalId, frame.Entry.Sequence.Value, kind, details, await people.NameOfAsync(details.Tag, cancellationToken)));
            }
        }

        return requests;
    }

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
