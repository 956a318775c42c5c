using System.Runtime.InteropServices;

namespace Kiosk.CommandLine;

/// <summary>Ctrl-C and SIGTERM call the work off, from its first instruction on. What does not heed it within the timeout is ended, as at a second signal.</summary>
public sealed class CallOff : IDisposable
{
    /// <summary>The answer is no: what was asked for was not done.</summary>
    private const int CalledOffCode = 1;

    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations;
    private ITimer? last;

    public CallOff() => registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, Heed))];

    /// <summary>Cancelled with the first signal.</summary>
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        last?.Dispose();
        source.Dispose();
    }

    private void Heed(PosixSignalContext context)
    {
        // The second one ends the process at once, as it would any other.
        context.Cancel = !source.IsCancellationRequested;
        last ??= TimeProvider.System.CreateTimer(_ => Environment.Exit(CalledOffCode), state: null, GracePeriod, Timeout.InfiniteTimeSpan);
        source.Cancel();
    }
}
