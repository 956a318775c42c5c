using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.Reports;

/// <summary>The procedures and refusals of one day in Vietnam, at all terminals.</summary>
/// <param name="unsealing">Opens case numbers and whose card it was; null where the key is not here.</param>
internal sealed class DayBook(JournalStore journals, PeopleStore people, SealedParts? unsealing)
{
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<IReadOnlyList<DayRecord>> OfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), VietnamTime.Offset);
        var records = new List<DayRecord>();
        foreach (var frame in await journals.ProceduresAndRefusalsAsync(from, from.AddDays(1), cancellationToken))
        {
            records.Add(await ReadAsync(frame, cancellationToken));
        }

        return records;
    }

    private async Task<DayRecord> ReadAsync(CollectedFrame frame, CancellationToken cancellationToken)
    {
        var (record, details) = (frame.Entry.Record, unsealing?.Open(frame));
        return new(record.Clock.Instant, frame.TerminalId, frame.Entry.Sequence.Value, record.Door, record.Mode, record.Context, record.Outcome, record.Code, details, await people.NameOfAsync(details?.Tag, cancellationToken))
        {
            Clerk = await people.NameOfAsync(details?.ByCard, cancellationToken),
        };
    }
}
