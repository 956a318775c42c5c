using System.Text.Json;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Health;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A terminal made from the image: a card of its own, booted, with the settings and data of a made-up authority.</summary>
internal sealed class ImageTerminal(ImageWorld world, ImageGuest guest, CancellationToken timeout) : IAsyncDisposable
{
    private const string Status = "runuser -u kiosk -- kiosk status --json", Journal = "runuser -u kiosk -- kiosk log export --json";

    /// <summary>One a second.</summary>
    private const int MaxLooks = 900;

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

    /// <summary>Waits in the machine, by its own clock, until a command succeeds: asking from outside again and again would keep it busy.</summary>
    /// <param name="trouble">A command that shows what is wrong, if the wait is in vain.</param>
    public async Task UntilAsync(string command, string trouble)
    {
        var (_, code) = await TryAsync($"for look in $(seq {MaxLooks}); do {{ {command}; }} >/dev/null 2>&1 && exit 0; sleep 1; done; exit 1");
        if (code != 0)
        {
            Assert.Fail($"Waited in vain for: {command}\n{(await TryAsync(trouble)).Output}");
        }
    }

    /// <summary>Waits until the booted slot was found good, which comes after the service.</summary>
    public Task AwaitServiceAsync() => UntilAsync(
        "systemctl -q is-active kiosk-good.service", "systemctl --no-pager status kiosk kiosk-good; systemctl --failed --no-pager; systemctl list-jobs --no-pager; journalctl -b -u kiosk --no-pager | tail -n 30");

    public Task AwaitReadyAsync() => UntilAsync($"{Status} | grep -q '\"reader\":\"Ready\"'", $"{Status}; journalctl -b -u kiosk --no-pager | tail -n 30");

    /// <summary>Lays a card on the reader and waits for a record of this reason.</summary>
    public async Task TapAsync(DemoCard card, string reason)
    {
        var before = (await JournalAsync()).Length;
        await LayAsync(card);
        await UntilAsync($"{Journal} | tail -n +{before + 1} | grep -q '\"{reason}\"'", $"{Journal} | tail -n +{before + 1}; {Status}");
    }

    /// <summary>Lays a card on the reader and waits for the answer, whatever it is.</summary>
    public async Task TapAsync(DemoCard card)
    {
        var before = (await StatusAsync())?.JournalTaps ?? 0;
        await LayAsync(card);
        await UntilAsync($"[ $({Status} | sed -n 's/.*\"journalTaps\":\\([0-9]*\\).*/\\1/p') -gt {before} ]", Status);
    }

    public Task<string> ShellAsync(string command) => guest.Shell.RunAsync(command, timeout);

    public Task<(string Output, int Code)> TryAsync(string command) => guest.Shell.TryAsync(command, timeout);

    public async Task<string> StatusTextAsync() => (await TryAsync(Status)).Output;

    /// <returns>Null while the service is not there to answer.</returns>
    public async Task<StatusReport?> StatusAsync() =>
        await TryAsync(Status) is { Code: 0 or 1 } answer ? JsonSerializer.Deserialize(answer.Output, StatusJson.Default.StatusReport) : null;

    public ValueTask DisposeAsync() => guest.DisposeAsync();

    /// <summary>The journal's records as <c>log export --json</c> shows them, oldest first.</summary>
    public async Task<string[]> JournalAsync() => (await ShellAsync(Journal)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task LayAsync(DemoCard card)
    {
        await guest.Reader.RemoveAsync();
        await AwaitReadyAsync();
        await guest.Reader.InsertAsync(new VirtualCard(world.Demo.Load(card), TimeProvider.System));
    }

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
