using System.Globalization;
using System.Text;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Devices.Tests.Image;

/// <summary>
/// A machine that boots the unchanged disk image. A terminal has no shell, so the machine's firmware hands one in: a unit among systemd's credentials
/// (SMBIOS type 11), which obeys a port of the machine line by line.
/// </summary>
/// <remarks>Its time goes by instructions (4 ns each), so that no timeout in it depends on what else this machine does. It falls behind meanwhile: <see cref="SetClockAsync"/>.</remarks>
internal sealed class ImageGuest : IAsyncDisposable
{
    private const string Probe = """
        [Unit]
        DefaultDependencies=no
        After=systemd-udevd.service
        [Service]
        ExecStart=/bin/bash -c 'until [ -e /dev/virtio-ports/probe ]; do sleep 0.2; done; exec 3<>/dev/virtio-ports/probe; echo ready >&3; while IFS= read -r line <&3; do (eval "$line") >/run/answer 2>&1 </dev/null 3>&-; code=$?; answer=$(base64 -w0 </run/answer); printf "%%s %%d\n" "${answer:--}" "$code" >&3; done'
        """;

    private static readonly string[] Bare =
        ["-smbios", $"type=11,value=io.systemd.credential.binary:systemd.unit-dropin.kiosk.service={Encode("[Unit]\nConditionPathExists=/nonexistent\n")}"];

    private readonly TestFolder folder;
    private readonly ChildProcess process;

    private ImageGuest(TestFolder folder, ChildProcess process, QemuMonitor monitor, GuestShell shell)
    {
        (this.folder, this.process, Monitor, Shell) = (folder, process, monitor, shell);
        Reader = new(folder["card.sock"]);
    }

    public QemuMonitor Monitor { get; }

    public GuestShell Shell { get; }

    public VscardReader Reader { get; }

    /// <summary>Switches a machine on and waits for its first answer.</summary>
    /// <param name="disk">The terminal's disk; it is written to.</param>
    /// <param name="exchange">A second disk, read-only.</param>
    /// <param name="log">A new file, which takes down what the machine does to its disk (<see cref="WriteLog"/>); null if nobody asks.</param>
    /// <param name="isBare">Whether the terminal's service stays away, to see what the system takes by itself.</param>
    /// <param name="extra">More of QEMU's arguments.</param>
    public static async Task<ImageGuest> BootAsync(string disk, string exchange, CancellationToken cancellationToken, string? log = null, bool isBare = false, IReadOnlyList<string>? extra = null)
    {
        using var boot = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        boot.CancelAfter(ImageLimits.Step);
        var own = new TestFolder();
        var emulator = ChildProcess.Start(QemuGuest.Emulator, [.. Arguments(own, disk, exchange, log), .. isBare ? Bare : [], .. extra ?? []]);
        try
        {
            var monitor = await QemuMonitor.ConnectAsync(own["qmp.sock"], boot.Token);
            return new(own, emulator, monitor, await GuestShell.ConnectAsync(own["shell.sock"], boot.Token));
        }
        catch (Exception exception)
        {
            emulator.Kill();
            var console = File.Exists(own["console.log"]) ? await File.ReadAllTextAsync(own["console.log"], CancellationToken.None) : "";
            throw new InvalidOperationException($"The image did not boot.\n{console}\n{emulator.Errors}", exception);
        }
    }

    /// <summary>Waits until the guest has booted again.</summary>
    public async Task AwaitBootAsync(CancellationToken cancellationToken)
    {
        using var boot = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        boot.CancelAfter(ImageLimits.Step);
        await Shell.AwaitReadyAsync(boot.Token);
    }

    /// <summary>What the kernel wrote to its serial console.</summary>
    public string Console() => File.ReadAllText(folder["console.log"]);

    public Task<(int Width, int Height, byte[] Pixels)> PhotographAsync(CancellationToken cancellationToken) =>
        Monitor.PhotographAsync(folder["screen.ppm"], QemuGuest.Panel, cancellationToken);

    /// <summary>Sets the machine's clock by this one's: what is published here must not come from its future.</summary>
    public Task SetClockAsync(CancellationToken cancellationToken) =>
        Shell.RunAsync(string.Create(CultureInfo.InvariantCulture, $"date -s @{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1}"), cancellationToken);

    public async Task PlugStickInAsync(string file, CancellationToken cancellationToken)
    {
        await SetClockAsync(cancellationToken);
        await Monitor.AddDriveAsync("stick", file, cancellationToken);
        await Monitor.PlugInAsync(new Dictionary<string, string> { ["driver"] = "usb-storage", ["id"] = "stick", ["bus"] = "usb.0", ["drive"] = "stick" }, cancellationToken);
    }

    /// <summary>Pulls the plug: what the machine has not written is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        Monitor.Dispose();
        Shell.Dispose();
        process.Dispose();
        folder.Dispose();
    }

    private static string[] Arguments(TestFolder own, string disk, string exchange, string? log) =>
    [
        "-accel", "tcg", "-icount", "shift=2", "-cpu", "max", "-smp", "1", "-m", "1024", "-nic", "none", "-display", "none", "-vga", "none", "-monitor", "none",
        "-blockdev", Blocks(disk, log), "-device", "virtio-blk-pci,drive=disk", "-drive", $"file={exchange},if=virtio,format=raw,readonly=on",
        "-device", $"virtio-gpu-pci,id={QemuGuest.Panel},xres=800,yres=480", "-device", "virtio-rng-pci", "-device", "i6300esb", "-action", "watchdog=reset",
        "-chardev", $"socket,id=card,path={own["card.sock"]},server=on,wait=off",
        "-device", "qemu-xhci,id=usb", "-device", "usb-ccid,id=reader,bus=usb.0", "-device", "ccid-card-passthru,id=slot,chardev=card,bus=reader.0",
        "-chardev", $"file,id=console,path={own["console.log"]}", "-serial", "chardev:console",
        "-chardev", $"socket,id=shell,path={own["shell.sock"]},server=on,wait=off", "-device", "virtio-serial", "-device", "virtserialport,chardev=shell,name=probe",
        "-smbios", $"type=11,value=io.systemd.credential.binary:systemd.extra-unit.probe.service={Encode(Probe)}",
        "-smbios", $"type=11,value=io.systemd.credential.binary:systemd.unit-dropin.sysinit.target={Encode("[Unit]\nWants=probe.service\n")}",
        "-qmp", $"unix:{own["qmp.sock"]},server=on,wait=off",
    ];

    private static string Blocks(string disk, string? log) => log is null
        ? $"driver=raw,node-name=disk,file.driver=file,file.filename={disk}"
        : $"driver=blklogwrites,node-name=disk,file.driver=raw,file.file.driver=file,file.file.filename={disk},log.driver=raw,log.file.driver=file,log.file.filename={log},log-sector-size={WriteLog.SectorBytes}";

    private static string Encode(string unit) => Convert.ToBase64String(Encoding.ASCII.GetBytes(unit));
}
