namespace Kiosk.Collector.Storage;

/// <summary>An instant as columns hold it: 100 ns since 1970-01-01T00:00:00Z, as in a frame.</summary>
internal static class StoredInstant
{
    public static long Of(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks;

    public static DateTimeOffset Read(long stored) => DateTimeOffset.UnixEpoch.AddTicks(stored);
}
