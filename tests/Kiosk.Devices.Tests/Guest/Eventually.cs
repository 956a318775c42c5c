using System.Diagnostics;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>Looks again and again until something is so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static Task IsAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken) => IsAsync(condition, () => Task.FromResult(what), cancellationToken);

    /// <param name="what">What was waited for, asked when it was in vain.</param>
    public static Task IsAsync(Func<Task<bool>> condition, Func<Task<string>> what, CancellationToken cancellationToken) => IsAsync(condition, what, Timeout, cancellationToken);

    public static async Task IsAsync(Func<Task<bool>> condition, Func<Task<string>> what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            while (clock.Elapsed <= timeout)
            {
                if (await condition())
                {
                    return;
                }

                await Task.Delay(Interval, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test's time is over: what it waited for says more than that.
        }

        Assert.Fail($"Waited in vain for {clock.Elapsed.TotalSeconds:0} s: {await what()}");
    }
}
