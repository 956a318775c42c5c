using Kiosk.Testing.Pcsc;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>Two readers of one daemon cannot wait at the same port.</summary>
public sealed class FreePortsTests
{
    [Fact]
    public void No_port_is_handed_out_twice()
    {
        var ports = Enumerable.Range(0, 1000).Select(_ => FreePorts.TakePair()).SelectMany(port => (int[])[port, port + 1]).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
    }
}
