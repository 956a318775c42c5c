using System.Diagnostics;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>Polls until a condition holds.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static Task IsAsync(Func<Task<bool>> condition, string what) => IsAsync(condition, () => what);

    /// <param name="what">Describes the condition; called only on a timeout.</param>
    public static async Task IsAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Timeout, $"Waited in vain: {what()}");
            await Task.Delay(Interval);
        }
    }
}
