using Kiosk.Durability;

namespace Kiosk.Service.Sync;

/// <summary>A stick goes before any sync by wire, whichever process runs it: somebody stands there and waits. A claim is a lock, released by the kernel when its process ends.</summary>
internal sealed class StickPrecedence(string path)
{
    /// <summary>How soon a sync by wire notices that a stick waits.</summary>
    public static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long a stick waits for a sync that is building what it fetched.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    /// <returns>Whether a stick is being read or waits to be.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public bool IsClaimed()
    {
        using var unclaimed = FileLock.TryTake(path);
        return unclaimed is null;
    }

    /// <returns>The claim, or null when another stick holds it for too long.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public Task<FileLock?> ClaimAsync(TimeProvider time, CancellationToken cancellationToken) => TakeAsync(path, time, cancellationToken);

    /// <summary>Takes another lock, waiting for whoever holds it to make way.</summary>
    /// <returns>Null when its holder does not.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public static async Task<FileLock?> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            if (FileLock.TryTake(path) is { } taken)
            {
                return taken;
            }

            if (time.GetElapsedTime(begun) >= MaxWait)
            {
                return null;
            }

            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    /// <summary>Cancels a sync by wire once a stick waits.</summary>
    /// <param name="stoppingToken">Cancelled when the sync has ended.</param>
    public async Task WatchAsync(CancellationTokenSource sync, TimeProvider time, CancellationToken stoppingToken)
    {
        while (!IsClaimed())
        {
            await Task.Delay(NoticeInterval, time, stoppingToken);
        }

        await sync.CancelAsync();
    }
}
