using System.Security.Cryptography;

namespace Kiosk.Journal.Upload;

/// <summary>Spaces attempts after failures: exponential back-off with full jitter, so that the terminals of a hall do not come back all at once.</summary>
internal sealed class UploadSchedule
{
    /// <summary>A parked batch is sent again after so long.</summary>
    public static readonly TimeSpan ParkedRetry = TimeSpan.FromHours(1);

    /// <summary>The longest wait that a collector may ask for.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>The longest wait while other doors wait for what is sent.</summary>
    public static readonly TimeSpan MaxRetryAtMeeting = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MinRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxRetryRefused = TimeSpan.FromHours(1);
    private const int MaxDoublings = 20;

    private int failures;

    /// <summary>The wait before the next batch; zero after success.</summary>
    /// <param name="isAtMeeting">A meeting is in progress, whose other doors wait for this one's arrivals.</param>
    public TimeSpan After(UploadOutcome outcome, bool isAtMeeting)
    {
        if (outcome is UploadOutcome.Stored or UploadOutcome.Parked)
        {
            failures = 0;
            return TimeSpan.Zero;
        }

        failures = int.Min(failures + 1, MaxDoublings);
        var max = outcome is UploadOutcome.Refused ? MaxRetryRefused : isAtMeeting ? MaxRetryAtMeeting : MaxRetry;
        var ceiling = FirstRetry * Math.Pow(2, failures);
        var jittered = (ceiling < max ? ceiling : max) * (RandomNumberGenerator.GetInt32(1_000_001) / 1_000_000.0);
        var asked = outcome is UploadOutcome.Postponed { RetryAfter: { } wait } ? wait : TimeSpan.Zero;
        return Longest(jittered, MinRetry, asked < MaxRetryAfter ? asked : MaxRetryAfter);
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> waits)
    {
        var longest = TimeSpan.Zero;
        foreach (var wait in waits)
        {
            longest = wait > longest ? wait : longest;
        }

        return longest;
    }
}
