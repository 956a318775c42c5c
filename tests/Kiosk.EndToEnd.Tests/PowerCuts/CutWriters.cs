using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>The programs that write to a disk whose power is cut: all stand still at one instant, and none begins after it.</summary>
/// <param name="environment">Of each of them.</param>
internal sealed class CutWriters(IReadOnlyDictionary<string, string> environment)
{
    private const int Stop = 19;

    private readonly Lock gate = new();
    private readonly List<KioskProcess> all = [];

    public KioskProcess Begin(params string[] arguments) => TryBegin(CancellationToken.None, arguments)!;

    /// <returns>Null once the power is cut.</returns>
    public KioskProcess? TryBegin(CancellationToken cut, params string[] arguments)
    {
        lock (gate)
        {
            if (cut.IsCancellationRequested)
            {
                return null;
            }

            var begun = KioskProcess.Start(environment, arguments);
            all.Add(begun);
            return begun;
        }
    }

    /// <summary>The power is cut.</summary>
    public void StopAll(CancellationTokenSource cut)
    {
        lock (gate)
        {
            cut.Cancel();
            all.ForEach(writer => writer.TrySignal(Stop));
        }
    }

    /// <summary>After <see cref="StopAll"/>.</summary>
    public async Task KillAsync()
    {
        foreach (var writer in all)
        {
            writer.TrySignal(KioskProcess.Kill);
            await writer.EndAsync();
        }
    }

    /// <summary>Not before what waits for one of them has ended.</summary>
    public async Task LetGoAsync()
    {
        foreach (var writer in all)
        {
            await writer.DisposeAsync();
        }

        all.Clear();
    }
}
