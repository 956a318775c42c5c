using System.Text;

namespace Kiosk.Service.Sync;

/// <summary>The progress of syncs, for monitoring. Thread-safe.</summary>
internal sealed class SyncState
{
    private long bytes;
    private long remaining;
    private long rows;
    private long failures;
    private long successes;
    private volatile FeedStanding standing = FeedStanding.None;

    public FeedStanding Standing
    {
        get => standing;
        set => standing = value;
    }

    /// <summary>Bytes fetched since the service started.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Bytes still to be fetched by the current sync.</summary>
    public long Remaining => Interlocked.Read(ref remaining);

    /// <summary>Rows written since the service started.</summary>
    public long Rows => Interlocked.Read(ref rows);

    public void Fetched(long total) => Interlocked.Exchange(ref bytes, total);

    public void Expect(long length) => Interlocked.Exchange(ref remaining, length);

    public void Wrote(long count) => Interlocked.Add(ref rows, count);

    public void Ended(bool isWell) => Interlocked.Increment(ref isWell ? ref successes : ref failures);

    /// <summary>In the Prometheus text format 0.0.4.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Append(text, "kiosk_sync_bytes_total", "counter", "Bytes fetched from the feed.", Bytes);
        Append(text, "kiosk_sync_rows_total", "counter", "Rows written into generations.", Rows);
        Append(text, "kiosk_sync_remaining_bytes", "gauge", "Bytes that the sync under way still has to fetch.", Remaining);
        Append(text, "kiosk_sync_successes_total", "counter", "Syncs that ended without a problem.", Interlocked.Read(ref successes));
        Append(text, "kiosk_sync_failures_total", "counter", "Syncs that ended with a problem.", Interlocked.Read(ref failures));
        Append(text, "kiosk_feed_expires_seconds", "gauge", "When the signed metadata expires, in Unix time; NaN before the first sync.", Seconds(Standing.Expires));
        Append(text, "kiosk_feed_last_success_seconds", "gauge", "When all that is signed was last here, in Unix time; NaN before that.", Seconds(Standing.LastSuccess));
        return text.ToString();
    }

    private static double Seconds(DateTimeOffset? instant) => instant?.ToUnixTimeSeconds() ?? double.NaN;

    private static void Append(StringBuilder text, string name, string type, string help, double value) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
}
