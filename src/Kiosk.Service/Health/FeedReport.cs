using Kiosk.Service.Sync;

namespace Kiosk.Service.Health;

/// <summary>How the terminal stands with its feed.</summary>
/// <param name="Sentence">How the last sync ended.</param>
/// <param name="RemainingBytes">Of the sync under way.</param>
internal sealed record FeedReport(bool Well, string Sentence, DateTimeOffset? LastSuccess, DateTimeOffset? Expires, long Bytes, long RemainingBytes, long Rows)
{
    public static FeedReport Of(SyncState sync) =>
        new(sync.Standing.IsWell, sync.Standing.Sentence, sync.Standing.LastSuccess, sync.Standing.Expires, sync.Bytes, sync.Remaining, sync.Rows);
}
