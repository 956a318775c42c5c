using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>QEMU's own command line (QMP): plugs devices in and out, moves fingers, takes pictures of the screen.</summary>
internal sealed class QemuMonitor : IDisposable
{
    /// <summary>What QEMU calls the end of an axis.</summary>
    private const int AxisLength = 0x7FFF;

    private readonly Socket socket;
    private readonly StreamReader reader;

    private QemuMonitor(Socket socket)
    {
        this.socket = socket;
        reader = new(new NetworkStream(socket), Encoding.UTF8);
    }

    public static async Task<QemuMonitor> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var monitor = new QemuMonitor(await UnixSocket.ConnectAsync(path, cancellationToken));
        await monitor.reader.ReadLineAsync(cancellationToken);
        await monitor.ExecuteAsync("qmp_capabilities", new { }, cancellationToken);
        return monitor;
    }

    public Task PlugInAsync(object device, CancellationToken cancellationToken) => ExecuteAsync("device_add", device, cancellationToken);

    /// <summary>A raw file as a drive that a device may then use.</summary>
    public Task AddDriveAsync(string name, string file, CancellationToken cancellationToken) => ExecuteAsync(
        "blockdev-add", new Dictionary<string, object> { ["driver"] = "raw", ["node-name"] = name, ["file"] = new { driver = "file", filename = file } }, cancellationToken);

    public Task PullOutAsync(string id, CancellationToken cancellationToken) => ExecuteAsync("device_del", new { id }, cancellationToken);

    /// <param name="x">Between 0 and 1, from the left.</param>
    /// <param name="y">Between 0 and 1, from the top.</param>
    public async Task TouchAsync(double x, double y, CancellationToken cancellationToken)
    {
        await ExecuteAsync("input-send-event", new { events = new object[] { Axis("x", x), Axis("y", y) } }, cancellationToken);
        await ExecuteAsync("input-send-event", new { events = new[] { Button(down: true) } }, cancellationToken);
        await ExecuteAsync("input-send-event", new { events = new[] { Button(down: false) } }, cancellationToken);
    }

    /// <summary>Takes a picture of the screen as the panel shows it.</summary>
    /// <returns>Width, height, and three bytes a pixel: red, green, blue.</returns>
    public async Task<(int Width, int Height, byte[] Pixels)> PhotographAsync(string file, string panel, CancellationToken cancellationToken)
    {
        await ExecuteAsync("screendump", new { filename = file, device = panel }, cancellationToken);
        return PortablePixmap.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
    }

    public void Dispose()
    {
        reader.Dispose();
        socket.Dispose();
    }

    private static object Axis(string axis, double part) => new { type = "abs", data = new { axis, value = (int)(part * AxisLength) } };

    private static object Button(bool down) => new { type = "btn", data = new { down, button = "left" } };

    private async Task ExecuteAsync(string command, object arguments, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(new { execute = command, arguments });
        await socket.SendAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
        JsonNode answer;
        do
        {
            answer = JsonNode.Parse(await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("QEMU is gone."))!;
        }
        while (answer["return"] is null && answer["error"] is null);
        Assert.True(answer["error"] is null, $"{line}: {answer["error"]}");
    }
}
