using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>A small machine with real device nodes: this machine's file system as its root, a folder to exchange files, and devices that can be looked at from outside.</summary>
internal sealed class QemuGuest : IAsyncDisposable
{
    public const string Emulator = "/usr/bin/qemu-system-x86_64";

    /// <summary>The panel that members see, and a second one, on a card of its own, which is off until a test switches it on (init.sh).</summary>
    public const string Panel = "panel", ClerksPanel = "clerk";

    /// <summary>The folder as the guest sees it.</summary>
    public const string Exchange = "/run/exchange";

    private readonly TestFolder folder;
    private readonly ChildProcess process;

    private QemuGuest(TestFolder folder, ChildProcess process, GuestShell shell, QemuMonitor monitor)
    {
        (this.folder, this.process, Shell, Monitor) = (folder, process, shell, monitor);
        Reader = new(folder["card.sock"]);
    }

    /// <summary>Where bzImage and the modules are.</summary>
    public static string KernelFolder { get; } = Environment.GetEnvironmentVariable("KIOSK_GUEST_KERNEL") ?? "";

    public GuestShell Shell { get; }

    public QemuMonitor Monitor { get; }

    /// <summary>The USB reader that is plugged in at first.</summary>
    public VscardReader Reader { get; }

    /// <param name="prepare">Puts files into the exchange folder.</param>
    public static async Task<QemuGuest> BootAsync(Func<string, Task> prepare, CancellationToken cancellationToken)
    {
        var own = new TestFolder();
        var exchange = Directory.CreateDirectory(own["exchange"]).FullName;
        await prepare(exchange);
        var emulator = ChildProcess.Start(Emulator, Arguments(own));
        try
        {
            var monitor = await QemuMonitor.ConnectAsync(own["qmp.sock"], cancellationToken);
            return new(own, emulator, await GuestShell.ConnectAsync(own["shell.sock"], cancellationToken), monitor);
        }
        catch (Exception exception)
        {
            emulator.Kill();
            var console = File.Exists(own["console.log"]) ? await File.ReadAllTextAsync(own["console.log"], CancellationToken.None) : "";
            throw new InvalidOperationException($"The guest did not start.\n{console}\n{emulator.Errors}", exception);
        }
    }

    /// <param name="panel">As QEMU calls it.</param>
    public Task<(int Width, int Height, byte[] Pixels)> PhotographAsync(string panel, CancellationToken cancellationToken) =>
        Monitor.PhotographAsync(folder["screen.ppm"], panel, cancellationToken);

    /// <summary>What was heard since the guest was switched on; it grows while something sounds.</summary>
    /// <param name="from">Bytes of samples that are passed over.</param>
    public Recording Listen(int from) => Recording.Parse(File.ReadAllBytes(folder["sound.wav"]), from);

    /// <summary>How many bytes of samples were heard so far.</summary>
    public int HeardBytes() => Math.Max(0, (int)new FileInfo(folder["sound.wav"]).Length - 44);

    public Task PullReaderOutAsync(CancellationToken cancellationToken) => Monitor.PullOutAsync("reader", cancellationToken);

    public async Task PlugReaderInAsync(CancellationToken cancellationToken)
    {
        await Monitor.PlugInAsync(new { driver = "usb-ccid", id = "reader", bus = "usb.0" }, cancellationToken);
        await Monitor.PlugInAsync(new { driver = "ccid-card-passthru", id = "slot", chardev = "card", bus = "reader.0" }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        Monitor.Dispose();
        Shell.Dispose();
        process.Dispose();
        folder.Dispose();
    }

    private static string[] Arguments(TestFolder folder) =>
    [
        "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1024", "-nic", "none", "-display", "none", "-vga", "none", "-no-reboot", "-monitor", "none",
        "-kernel", Path.Combine(KernelFolder, "bzImage"),
        "-append",
        "console=ttyS0 quiet panic=1 root=hostfs rootfstype=9p rootflags=trans=virtio,version=9p2000.L,msize=512000,cache=loose ro "
        + $"init={Path.Combine(AppContext.BaseDirectory, "Guest", "init.sh")} guest.kernel={KernelFolder}",
        "-virtfs", "local,path=/,mount_tag=hostfs,security_model=none,readonly=on,multidevs=remap",
        "-virtfs", $"local,path={folder["exchange"]},mount_tag=exchange,security_model=none,multidevs=remap",
        "-device", $"virtio-gpu-pci,id={Panel},xres=800,yres=480", "-device", $"virtio-gpu-pci,id={ClerksPanel},xres=800,yres=480", "-device", "virtio-tablet-pci", "-device", "virtio-rng-pci",
        "-audiodev", $"wav,id=sound,path={folder["sound.wav"]}", "-device", "AC97,audiodev=sound",
        "-chardev", $"socket,id=card,path={folder["card.sock"]},server=on,wait=off",
        "-device", "qemu-xhci,id=usb", "-device", "usb-ccid,id=reader,bus=usb.0", "-device", "ccid-card-passthru,id=slot,chardev=card,bus=reader.0",
        "-chardev", $"file,id=console,path={folder["console.log"]}", "-serial", "chardev:console",
        "-chardev", $"socket,id=shell,path={folder["shell.sock"]},server=on,wait=off", "-serial", "chardev:shell",
        "-qmp", $"unix:{folder["qmp.sock"]},server=on,wait=off",
    ];
}
