namespace Kiosk.Testing.Feed;

/// <summary>Throttles a body piece by piece, on a clock that the test advances.</summary>
/// <param name="pause">Delay before each piece.</param>
/// <param name="bytes">Size of each piece.</param>
internal sealed class Drip(TimeProvider time, TimeSpan pause, int bytes) : IDisposable
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim asked = new(0);
    private volatile bool isOpen;

    /// <summary>Completes when the next piece has been requested and is waiting for the clock.</summary>
    public async Task UntilAskedAsync()
    {
        if (!await asked.WaitAsync(AskTimeout))
        {
            throw new TimeoutException($"No piece was asked for within {AskTimeout.TotalSeconds} s.");
        }
    }

    /// <summary>Removes the throttle.</summary>
    public void Open() => isOpen = true;

    public void Dispose() => asked.Dispose();

    /// <returns>The number of bytes that may be sent.</returns>
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
