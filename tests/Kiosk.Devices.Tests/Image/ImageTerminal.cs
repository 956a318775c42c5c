using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Health;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A terminal made from the image: a card of its own, booted, with the settings and data of a made-up authority.</summary>
internal sealed class ImageTerminal(ImageWorld world, ImageGuest guest, CancellationToken timeout) : IAsyncDisposable
{
    private const string AsService = "runuser -u kiosk --";

    public ImageGuest Guest => guest;

    /// <summary>Boots a new card and gives it settings and data, as a technician and a first sync would.</summary>
    public static Task<ImageTerminal> StartAsync(ImageWorld world, string name, CancellationToken timeout) => StartOnAsync(world, world.NewDisk(name), log: null, timeout);

    /// <inheritdoc cref="StartAsync"/>
    public static async Task<ImageTerminal> StartOnAsync(ImageWorld world, string disk, string? log, CancellationToken timeout)
    {
        var guest = await ImageGuest.BootAsync(disk, world.Exchange, timeout, log);
        var terminal = new ImageTerminal(world, guest, timeout);
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
        ImageLimits.Step,
        timeout);

    public Task AwaitReadyAsync() => Eventually.IsAsync(
        async () => (await StatusTextAsync()).Contains("\"reader\":\"Ready\"", StringComparison.Ordinal),
        async () => $"the terminal is ready for cards; it says {await StatusTextAsync()}\n{(await TryAsync("journalctl -b -u kiosk --no-pager | tail -n 30")).Output}",
        ImageLimits.Step,
        timeout);

    /// <summary>Lays a card on the reader and waits for a record of this reason.</summary>
    public async Task TapAsync(DemoCard card, string reason)
    {
        await guest.Reader.RemoveAsync();
        await AwaitReadyAsync();
        var before = (await JournalAsync()).Length;
        await guest.Reader.InsertAsync(new VirtualCard(world.Demo.Load(card), TimeProvider.System));
        await Eventually.IsAsync(
            async () => (await JournalAsync()).Skip(before).Any(record => record.Contains($"\"{reason}\"", StringComparison.Ordinal)),
            async () => $"the tap was recorded as {reason}; since then {string.Join('\n', (await JournalAsync()).Skip(before))}\nthe service says {await StatusTextAsync()}",
            ImageLimits.Step,
            timeout);
    }

    /// <summary>Lays a card on the reader and waits for the answer, whatever it is.</summary>
    public async Task TapAsync(DemoCard card)
    {
        await guest.Reader.RemoveAsync();
        await AwaitReadyAsync();
        var before = (await StatusAsync())?.JournalTaps;
        await guest.Reader.InsertAsync(new VirtualCard(world.Demo.Load(card), TimeProvider.System));
        await Eventually.IsAsync(
            async () => (await StatusAsync())?.JournalTaps > before,
            async () => $"the tap was answered; the service says {await StatusTextAsync()}",
            ImageLimits.Step,
            timeout);
    }

    public Task<string> ShellAsync(string command) => guest.Shell.RunAsync(command, timeout);

    public Task<(string Output, int Code)> TryAsync(string command) => guest.Shell.TryAsync(command, timeout);

    public async Task<string> StatusTextAsync() => (await TryAsync($"{AsService} kiosk status --json")).Output;

    /// <returns>Null while the service is not there to answer.</returns>
    public async Task<StatusReport?> StatusAsync() =>
        await TryAsync($"{AsService} kiosk status --json") is { Code: 0 or 1 } answer ? JsonSerializer.Deserialize(answer.Output, StatusJson.Default.StatusReport) : null;

    public ValueTask DisposeAsync() => guest.DisposeAsync();

    /// <summary>The journal's records as <c>log export --json</c> shows them, oldest first.</summary>
    public async Task<string[]> JournalAsync() => (await ShellAsync($"{AsService} kiosk log export --json")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

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
