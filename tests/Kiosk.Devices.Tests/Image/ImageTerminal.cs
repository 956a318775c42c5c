using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A terminal made from the image: a card of its own, booted, with the settings and data of a made-up authority.</summary>
internal sealed class ImageTerminal(ImageWorld world, string disk, ImageGuest guest, CancellationToken timeout) : IAsyncDisposable
{
    private const string AsService = "runuser -u kiosk --";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(5);

    public ImageGuest Guest => guest;

    public string Disk => disk;

    /// <summary>Boots a new card and gives it settings and data, as a technician and a first sync would.</summary>
    public static async Task<ImageTerminal> StartAsync(ImageWorld world, string name, CancellationToken timeout)
    {
        var disk = world.NewDisk(name);
        var guest = await ImageGuest.BootAsync(disk, world.Exchange, timeout);
        var terminal = new ImageTerminal(world, disk, guest, timeout);
        try
        {
            await terminal.SetUpAsync();
            return terminal;
        }
        catch
        {
            await terminal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the booted slot was found good, which comes after the service.</summary>
    public Task AwaitServiceAsync() => Eventually.IsAsync(
        async () => (await TryAsync("systemctl is-active kiosk-good.service")).Output == "active",
        async () => $"the service started; {(await TryAsync("systemctl --no-pager status kiosk kiosk-good; systemctl --failed --no-pager; systemctl list-jobs --no-pager")).Output}",
        ReadyTimeout,
        timeout);

    public Task AwaitReadyAsync() => Eventually.IsAsync(
        async () => (await StatusTextAsync()).Contains("\"reader\":\"Ready\"", StringComparison.Ordinal),
        async () => $"the terminal is ready for cards; it says {await StatusTextAsync()}\n{(await TryAsync("journalctl -b -u kiosk --no-pager | tail -n 30")).Output}",
        ReadyTimeout,
        timeout);

    /// <summary>Lays a card on the reader and waits for its record.</summary>
    /// <returns>The record, as <c>log export --json</c> shows it.</returns>
    public async Task<JsonElement> TapAsync(DemoCard card)
    {
        await guest.Reader.RemoveAsync();
        await AwaitReadyAsync();
        var before = await JournalAsync();
        await guest.Reader.InsertAsync(new VirtualCard(world.Demo.Load(card), TimeProvider.System));
        IReadOnlyList<JsonElement> after = before;
        await Eventually.IsAsync(
            async () => (after = await JournalAsync()).Count > before.Count,
            async () => $"the tap was recorded; the service says {await StatusTextAsync()}",
            ReadyTimeout,
            timeout);
        return after[before.Count];
    }

    /// <summary>The records of taps, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> JournalAsync() =>
        [.. (await ShellAsync($"{AsService} kiosk log export --json")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public Task<string> ShellAsync(string command) => guest.Shell.RunAsync(command, timeout);

    public Task<(string Output, int Code)> TryAsync(string command) => guest.Shell.TryAsync(command, timeout);

    public async Task<string> StatusTextAsync() => (await TryAsync($"{AsService} kiosk status --json")).Output;

    public ValueTask DisposeAsync() => guest.DisposeAsync();

    private async Task SetUpAsync()
    {
        await AwaitServiceAsync();
        await ShellAsync("mkdir -p /run/exchange && mount -o ro /dev/vdb /run/exchange && systemctl stop kiosk");
        await ShellAsync("rm -rf /data/kiosk/* && cp -rT /run/exchange/data /data/kiosk && chown -R kiosk:kiosk /data/kiosk && chmod -R go= /data/kiosk");
        await ShellAsync("cp /run/exchange/kiosk.json /boot/kiosk.json && systemctl restart kiosk-settings && { systemctl start kiosk kiosk-good || { journalctl -b -u kiosk --no-pager | tail -n 20; false; }; } && sync");
        await guest.Reader.ConnectAsync(timeout);
        await AwaitReadyAsync();
    }
}
