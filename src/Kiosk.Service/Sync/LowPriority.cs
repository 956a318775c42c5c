using Kiosk.Durability;

namespace Kiosk.Service.Sync;

/// <summary>Runs long work on a low-priority thread of its own, so that taps are not delayed.</summary>
internal static class LowPriority
{
    /// <summary>nice(1)'s default increment. On Linux, niceness is per thread and .NET's thread priorities have no effect.</summary>
    private const int Niceness = 10;

    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                ThreadNiceness.Set(Niceness);
                result.SetResult(work());
            }
            catch (Exception e)
            {
                // Any exception is passed to the awaiting caller.
                result.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "low priority",
        };
        thread.Start();
        return result.Task;
    }
}
