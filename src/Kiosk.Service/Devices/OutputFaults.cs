using System.Collections.Concurrent;

namespace Kiosk.Service.Devices;

/// <summary>Which outputs did not do what they were last asked to; told by the loops that drive them. Safe for use from several threads.</summary>
internal sealed class OutputFaults
{
    private readonly ConcurrentDictionary<Output, bool> failed = new();

    public bool Has(Output output) => failed.ContainsKey(output);

    public void Add(Output output) => failed[output] = true;

    public void Remove(Output output) => failed.TryRemove(output, out _);
}
