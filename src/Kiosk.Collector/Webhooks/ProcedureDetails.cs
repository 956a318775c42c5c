using System.Globalization;
using Kiosk.Collector.Events;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal;

namespace Kiosk.Collector.Webhooks;

/// <summary>Opens what a procedure's record seals, for the systems that may know it.</summary>
internal sealed class ProcedureDetails(JournalStore journals, SealedParts unsealing)
{
    /// <returns>Null if the record is not here, or is sealed to another key.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<SealedDetails?> OfAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        await journals.FrameAsync(entry.Terminal, ulong.Parse(entry.Id, CultureInfo.InvariantCulture), cancellationToken) is { } frame ? unsealing.Open(frame) : null;
}
