using Kiosk.Durability;

namespace Kiosk.Service.Sync;

/// <summary>Runs long work on a thread of its own that yields to everybody else: taps go on meanwhile.</summary>
internal static class LowPriority
{
    /// <summary>nice(1)'s usual step; on Linux it is the thread's own. .NET's thread priorities do nothing there.</summary>
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
                // Whatever it is, it belongs to whoever waits for the result.
                result.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "sync build",
        };
        thread.Start();
        return result.Task;
    }
}
