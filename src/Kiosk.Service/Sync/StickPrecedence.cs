using Kiosk.Durability;

namespace Kiosk.Service.Sync;

/// <summary>Lets a USB stick interrupt a network sync in any process, because its carrier is waiting. A claim is a file lock, released by the kernel when its process ends.</summary>
internal sealed class StickPrecedence(string path)
{
    /// <summary>How often a network sync checks for a waiting stick.</summary>
    public static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long a stick waits for a sync that is building a generation.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    /// <returns>Whether a stick is being read or waiting.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public bool IsClaimed() => FileLock.IsHeld(path);

    /// <returns>The claim; null if another stick holds it for too long.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public Task<FileLock?> ClaimAsync(TimeProvider time, CancellationToken cancellationToken) => TakeAsync(path, time, cancellationToken);

    /// <summary>Takes a lock, waiting for its holder to release it.</summary>
    /// <returns>Null if the holder does not release it in time.</returns>
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

    /// <summary>Cancels a network sync when a stick is waiting.</summary>
    /// <param name="stoppingToken">Cancelled when the sync ends.</param>
    public async Task WatchAsync(CancellationTokenSource sync, TimeProvider time, CancellationToken stoppingToken)
    {
        while (!IsClaimed())
        {
            await Task.Delay(NoticeInterval, time, stoppingToken);
        }

        await sync.CancelAsync();
    }
}
