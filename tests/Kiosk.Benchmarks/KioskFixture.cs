using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Pki;

namespace Kiosk.Benchmarks;

/// <summary>A cache with one member and the shipped card profile, and a journal.</summary>
internal sealed class KioskFixture : IDisposable
{
    public KioskFixture(BenchFolder folder, IssuedCard card)
    {
        var source = TestCacheSource.Create(folder.At("source"), card);
        Cache = source.Open(folder.At("cache"), TimeProvider.System);
        Journal = CheckInJournal.Open(folder.At("journal"), "BENCH-01", TestJournalKeys.Of("BENCH-01"), new DurableFiles());
    }

    public KioskCache Cache { get; }

    public CheckInJournal Journal { get; }

    public void Dispose()
    {
        Journal.Dispose();
        Cache.Dispose();
    }
}

/// <summary>A clock fixed at the given instant.</summary>
internal sealed class FixedInstant(DateTimeOffset instant) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => instant;
}
