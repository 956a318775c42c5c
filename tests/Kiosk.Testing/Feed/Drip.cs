namespace Kiosk.Testing.Feed;

/// <summary>A body that comes piece by piece, on a clock that the test moves.</summary>
/// <param name="pause">Before each piece.</param>
/// <param name="bytes">Of each piece.</param>
internal sealed class Drip(TimeProvider time, TimeSpan pause, int bytes) : IDisposable
{
    private readonly SemaphoreSlim asked = new(0);
    private volatile bool isOpen;

    /// <summary>Returns once the next piece was asked for and waits for its time.</summary>
    public Task UntilAskedAsync() => asked.WaitAsync();

    /// <summary>From now on everything comes at once.</summary>
    public void Open() => isOpen = true;

    public void Dispose() => asked.Dispose();

    /// <returns>How much may be sent.</returns>
    public async Task<int> NextAsync(int wanted, CancellationToken cancellationToken)
    {
        if (isOpen)
        {
            return wanted;
        }

        var wait = Task.Delay(pause, time, cancellationToken);
        asked.Release();
        await wait;
        return int.Min(wanted, bytes);
    }
}
