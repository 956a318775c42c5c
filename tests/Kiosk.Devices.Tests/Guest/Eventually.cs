using System.Diagnostics;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>Looks again and again until something is so.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static Task IsAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken) => IsAsync(condition, () => Task.FromResult(what), cancellationToken);

    /// <param name="what">What was waited for, asked when it was in vain.</param>
    public static Task IsAsync(Func<Task<bool>> condition, Func<Task<string>> what, CancellationToken cancellationToken) => IsAsync(condition, what, Timeout, cancellationToken);

    public static async Task IsAsync(Func<Task<bool>> condition, Func<Task<string>> what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > timeout)
            {
                Assert.Fail($"Waited in vain: {await what()}");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
