using System.Security.Cryptography;

namespace Kiosk.Service.Sync;

/// <summary>Schedules the next sync: at the signed interval after success, with exponential backoff after failures, and always with jitter.</summary>
internal sealed class SyncSchedule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetry = TimeSpan.FromHours(6);
    private static readonly TimeSpan MaxFirst = TimeSpan.FromSeconds(20);
    private const int MaxDoublings = 16;

    /// <summary>Fraction of the interval to either side.</summary>
    private const double Jitter = 0.2;

    private int failures;

    /// <summary>Delay after the service starts: short, but spread out so that a district's terminals do not sync at once after a power cut.</summary>
    public static TimeSpan First() => MaxFirst * Random();

    /// <param name="interval">The signed interval.</param>
    /// <param name="budgetWait">Time until the byte budget allows fetching again.</param>
    public TimeSpan After(SyncOutcome outcome, TimeSpan interval, TimeSpan budgetWait)
    {
        if (outcome is SyncOutcome.Yielded)
        {
            return Longer(Jittered(FirstRetry), budgetWait);
        }

        failures = outcome is SyncOutcome.Applied { Problems.Count: 0 } or SyncOutcome.NotModified ? 0 : int.Min(failures + 1, MaxDoublings);
        var wait = failures == 0 ? interval : Longer(FirstRetry * Math.Pow(2, failures - 1), TimeSpan.Zero);
        wait = failures > 0 && wait > MaxRetry ? MaxRetry : wait;
        return Longer(Jittered(wait), budgetWait);
    }

    private static TimeSpan Jittered(TimeSpan wait) => wait * (1 - Jitter + (2 * Jitter * Random()));

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static double Random() => RandomNumberGenerator.GetInt32(1_000_001) / 1_000_000.0;
}
