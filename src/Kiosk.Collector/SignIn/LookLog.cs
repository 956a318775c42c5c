using System.Collections.Concurrent;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.SignIn;

/// <summary>Records each look at names before they are shown. The same page looked at again, as one that follows a meeting live is, is one line in ten minutes.</summary>
internal sealed class LookLog(LookStore store, TimeProvider time)
{
    private const int MaxPageLength = 200;
    private const int MaxRecent = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Account, string Meeting, string Page), long> recent = new();

    /// <exception cref="StorageException">The look could not be recorded: the names must not be shown.</exception>
    public async Task RecordAsync(string account, string meeting, string page, CancellationToken cancellationToken)
    {
        var key = (account, meeting, Shown(page));
        if (recent.TryGetValue(key, out var last) && time.GetElapsedTime(last) < Interval)
        {
            return;
        }

        await store.AddAsync(new(time.GetUtcNow(), account, meeting, key.Item3), cancellationToken);
        if (recent.Count > MaxRecent)
        {
            recent.Clear();
        }

        recent[key] = time.GetTimestamp();
    }

    // A tab, as it comes with a name that was copied, is a space to whoever reads the log.
    private static string Shown(string page) => string.Concat(page.Take(MaxPageLength).Select(letter => char.IsControl(letter) ? ' ' : letter));
}
