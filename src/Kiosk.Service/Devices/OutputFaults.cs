using System.Collections.Concurrent;

namespace Kiosk.Service.Devices;

/// <summary>The outputs whose last command failed, as reported by their loops. Thread-safe.</summary>
internal sealed class OutputFaults
{
    private readonly ConcurrentDictionary<Output, bool> failed = new();

    public bool Has(Output output) => failed.ContainsKey(output);

    public void Add(Output output) => failed[output] = true;

    public void Remove(Output output) => failed.TryRemove(output, out _);
}
