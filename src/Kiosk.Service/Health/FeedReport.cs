using System.Text.Json.Serialization;
using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>State of the terminal's feed.</summary>
/// <param name="Sentence">The result of the last sync, with technical details.</param>
/// <param name="Failure">Why the last sync failed, in both languages; null if it did not.</param>
/// <param name="RemainingBytes">Bytes left in the sync in progress.</param>
internal sealed record FeedReport(bool Well, string Sentence, DateTimeOffset? LastSuccess, DateTimeOffset? Expires, long Bytes, long RemainingBytes, long Rows, Phrase? Failure = null)
{
    /// <summary>The sentence in Vietnamese.</summary>
    public string? Vietnamese { get; init; }

    [JsonIgnore]
    public Phrase Told => new(Vietnamese ?? Sentence, Sentence);

    public static FeedReport Of(SyncState sync) =>
        new(
            sync.Standing.IsWell, sync.Standing.Sentence, sync.Standing.LastSuccess, sync.Standing.Expires, sync.Bytes, sync.Remaining, sync.Rows,
            sync.Standing.IsWell ? null : FeedSentences.FailureOf(sync.Standing))
        {
            Vietnamese = sync.Standing.Told.Vietnamese,
        };
}
