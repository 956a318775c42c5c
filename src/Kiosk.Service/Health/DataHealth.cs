using Kiosk.Service.Cache;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>How old the data is by which cards are judged.</summary>
internal sealed class DataHealth(KioskCache cache, ClockMonitor clock)
{
    public Report Read()
    {
        var now = clock.Read();
        if (!cache.IsOpen)
        {
            return new(now, Generation: 0, CacheAge: null, RevocationAge: null, ListsAhead: null);
        }

        var generation = cache.Current;
        return new(
            now,
            generation.Number,
            now.Instant - (generation.NewestData ?? generation.BuiltAt),
            now.Instant - generation.Trust.Revocation.OldestAsOfAt(now.Instant),
            CacheSentences.ListsAheadOf(now.Instant, generation.Trust.Revocation));
    }

    /// <param name="Clock">By which the ages are told.</param>
    /// <param name="Generation">0 for none.</param>
    /// <param name="CacheAge">Since the newest data in the cache.</param>
    /// <param name="RevocationAge">Since thisUpdate of the oldest revocation list; null without any.</param>
    /// <param name="ListsAhead">Why a revocation list that is held does not count yet; null where all do.</param>
    public sealed record Report(ClockReading Clock, long Generation, TimeSpan? CacheAge, TimeSpan? RevocationAge, Phrase? ListsAhead);
}
