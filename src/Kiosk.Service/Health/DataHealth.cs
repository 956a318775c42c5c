using Kiosk.Service.Cache;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Reports the age of the data that cards are judged by.</summary>
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

    /// <param name="Clock">The clock reading that the ages are relative to.</param>
    /// <param name="Generation">Number of the cache generation; 0 for none.</param>
    /// <param name="CacheAge">Time since the newest data in the cache.</param>
    /// <param name="RevocationAge">Time since thisUpdate of the oldest CRL; null if there is none.</param>
    /// <param name="ListsAhead">Why a CRL in the cache is not used yet; null if all are.</param>
    public sealed record Report(ClockReading Clock, long Generation, TimeSpan? CacheAge, TimeSpan? RevocationAge, Phrase? ListsAhead);
}
