using Kiosk.Service.Sync;

namespace Kiosk.Service.Health;

/// <summary>State of the terminal's feed.</summary>
/// <param name="Sentence">The result of the last sync.</param>
/// <param name="RemainingBytes">Bytes left in the sync in progress.</param>
internal sealed record FeedReport(bool Well, string Sentence, DateTimeOffset? LastSuccess, DateTimeOffset? Expires, long Bytes, long RemainingBytes, long Rows)
{
    public static FeedReport Of(SyncState sync) =>
        new(sync.Standing.IsWell, sync.Standing.Sentence, sync.Standing.LastSuccess, sync.Standing.Expires, sync.Bytes, sync.Remaining, sync.Rows);
}
