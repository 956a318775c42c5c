using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Journals;
using Kiosk.Journal;

namespace Kiosk.Collector.Pages;

/// <summary>Opens what the support desk sealed: who acted, and guests' names. Each record is opened once.</summary>
internal sealed class DeskDetails(DeskJournal journal)
{
    private readonly ConcurrentDictionary<(string Journal, ulong Sequence), SealedDetails?> opened = new();

    /// <returns>Null for a record of another terminal, or one that this desk's key does not open.</returns>
    public SealedDetails? Find(CollectedFrame frame) => frame.TerminalId != journal.TerminalId || frame.Entry.Record.Sealed.IsEmpty || frame.Previous is null
        ? null
        : opened.GetOrAdd((frame.Journal, frame.Entry.Sequence.Value), (_, one) => Open(one), frame);

    private SealedDetails? Open(CollectedFrame frame)
    {
        try
        {
            return journal.Open(frame.Entry.Record.Sealed, frame.Previous!);
        }
        catch (Exception unusable) when (unusable is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
