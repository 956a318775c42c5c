using System.Text.Json;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Configuration;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>The program as it is shipped, in the guest, with one of several outfits of devices. One guest serves all tests of a run, one after the other.</summary>
public sealed class TerminalInGuest : IAsyncLifetime
{
    private const string Killed = "/run/kiosk.killed";
    private const string Tracing = "/sys/kernel/tracing";

    private static readonly TimeSpan BootTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan LastWords = TimeSpan.FromMinutes(1);

    private CancellationTokenSource test = new(BootTimeout), afterwards = new(BootTimeout + LastWords);
    private QemuGuest? guest;
    private DemoWorld? world;
    private string running = "";

    internal QemuGuest Guest => guest ?? throw new InvalidOperationException("The guest has not booted.");

    /// <summary>The time of the present test; once that is over, a minute more to say what the guest was doing and to put things back.</summary>
    internal CancellationToken Timeout => test.IsCancellationRequested ? afterwards.Token : test.Token;

    internal static string Program => Environment.GetEnvironmentVariable("KIOSK_PROGRAM") ?? throw new InvalidOperationException("KIOSK_PROGRAM names no program.");

    /// <summary>A file of the folder Guest, where the guest finds it.</summary>
    internal static string ScriptAt(string name) => Path.Combine(AppContext.BaseDirectory, "Guest", name);

    public async Task InitializeAsync()
    {
        if (new GuestFactAttribute().Skip is not null)
        {
            return;
        }

        guest = await QemuGuest.BootAsync(PrepareAsync, Timeout);
        await Guest.Reader.ConnectAsync(Timeout);
    }

    public async Task DisposeAsync()
    {
        if (guest is not null)
        {
            await guest.DisposeAsync();
        }

        world?.Dispose();
        test.Dispose();
        afterwards.Dispose();
    }

    /// <summary>From now on the next test's time counts.</summary>
    internal void BeginTest()
    {
        test.Dispose();
        afterwards.Dispose();
        (test, afterwards) = (new(TestTimeout), new(TestTimeout + LastWords));
    }

    /// <summary>Runs the service with this outfit, if it does not run with it already, until it is ready for cards.</summary>
    internal async Task RunAsync(string outfit)
    {
        if (running == outfit && (await Guest.Shell.TryAsync("kill -0 $(cat /run/kiosk.pid)", Timeout)).Code == 0)
        {
            return;
        }

        await StartAsync(outfit);
        await Eventually.IsAsync(
            async () => (await HealthAsync()).Contains(" 200 ", StringComparison.Ordinal), async () => $"the service is ready; it says\n{await HealthAsync()}\nand wrote:\n{await LogAsync()}", Timeout);
    }

    /// <summary>Starts the service with this outfit, whether it becomes ready or not; what it wrote to its journal with it before is still there.</summary>
    internal async Task StartAsync(string outfit)
    {
        await StopAsync();
        await ShellAsync($"[ -e {DataOf(outfit)}/device.key ] || {{ mkdir -p {DataOf(outfit)} && cp -r {QemuGuest.Exchange}/demo/data/. {DataOf(outfit)}/; }}");
        await ShellAsync($"setsid {Program} run --screen none --config {SettingsOf(outfit)} >/run/kiosk.log 2>&1 & echo $! >/run/kiosk.pid");
        running = outfit;
    }

    internal async Task StopAsync()
    {
        if (running.Length > 0)
        {
            await ShellAsync("kill $(cat /run/kiosk.pid); for i in $(seq 100); do kill -0 $(cat /run/kiosk.pid) 2>/dev/null || break; sleep 0.1; done");
            running = "";
        }
    }

    /// <summary>From now on the service is killed, without a chance to do anything, as soon as this line is high.</summary>
    internal Task KillOnceHighAsync(int line) => ShellAsync(
        $"rm -f {Killed}; (for i in $(seq 400000); do read level </run/lines/sim_gpio{line}/value; [ $level = 0 ] || break; done; kill -9 $(cat /run/kiosk.pid); while kill -0 $(cat /run/kiosk.pid) 2>/dev/null; do :; done; echo $level >{Killed}) >/dev/null 2>&1 &");

    /// <returns>The lines' levels once the service was killed.</returns>
    internal async Task<string> LevelsOnceKilledAsync()
    {
        await Eventually.IsAsync(async () => (await Guest.Shell.TryAsync($"grep -q 1 {Killed}", Timeout)).Code == 0, async () => $"the service was killed\n{await LogAsync()}", Timeout);
        running = "";
        return await LevelsAsync();
    }

    /// <summary>A verb of the program, with this outfit's settings.</summary>
    internal Task<(string Output, int Code)> VerbAsync(string outfit, string verb) => Guest.Shell.TryAsync($"{Program} {verb} --config {SettingsOf(outfit)}", Timeout);

    internal Task<string> ShellAsync(string command) => Guest.Shell.RunAsync(command, Timeout);

    /// <summary>What <c>kiosk status --json</c> says.</summary>
    internal async Task<JsonElement> StatusAsync() => JsonDocument.Parse((await VerbAsync(running, "status --json")).Output).RootElement;

    /// <summary>Sets the wall clock and ends the record of the lines, which goes by it.</summary>
    internal Task SetGuestClockAsync(DateTimeOffset instant) => ShellAsync($"echo 0 >{Tracing}/tracing_on; date -s @{instant.ToUnixTimeSeconds()}");

    internal Task<string> LogAsync() => ShellAsync("cat /run/kiosk.log");

    internal async Task<LineTrace> LinesAsync() => LineTrace.Parse(await ShellAsync($"cat /run/lines.first /run/lines.before {Tracing}/trace"));

    /// <summary>From now on <see cref="LinesAsync"/> tells of what happens from now on.</summary>
    internal Task ForgetLinesAsync() => ShellAsync(
        $"cd {Tracing}; echo 1 >tracing_on; until : >trace; cat /run/lines/sim_gpio{{0,1,2,3,4,5,6,7}}/value >/run/lines.before; ! grep -q gpio_value: trace; do :; done");

    internal async Task<string> LevelsAsync() => (await ShellAsync("cat /run/lines/sim_gpio{0,1,2,3,4,5,6,7}/value")).ReplaceLineEndings("");

    /// <summary>Lays a card on the reader, once whatever lay there has left and the service has seen it leave: else it would be no new arrival.</summary>
    internal async Task InsertAsync(DemoCard card)
    {
        await Guest.Reader.RemoveAsync();
        await Eventually.IsAsync(
            async () => (await VerbAsync(running, "status --json")).Output.Contains("\"reader\":\"Ready\"", StringComparison.Ordinal),
            async () => $"the reader is empty; the service says {(await VerbAsync(running, "status --json")).Output}",
            Timeout);
        await Guest.Reader.InsertAsync(new VirtualCard(world!.Load(card), TimeProvider.System));
    }

    /// <summary>What the demo's invitation of a number holds.</summary>
    internal string InvitationAt(int number) => world!.Invitations.Single(one => one.Number == number).Text;

    /// <summary>Waits until the journal has a record of which this holds.</summary>
    internal Task RecordsAsync(string outfit, Func<JsonElement, bool> isIt, string what) =>
        Eventually.IsAsync(async () => (await JournalAsync(outfit)).Any(isIt), async () => $"the journal has {what}\n{await LogAsync()}", Timeout);

    /// <summary>The journal's entries, oldest first.</summary>
    internal async Task<IReadOnlyList<JsonElement>> JournalAsync(string outfit)
    {
        var (output, code) = await Guest.Shell.TryAsync($"{Program} log export --json --data {DataOf(outfit)}", Timeout);
        Assert.True(code == 0, output);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private async Task<string> HealthAsync() =>
        (await Guest.Shell.TryAsync("exec 5<>/dev/tcp/127.0.0.1/9464 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: 127.0.0.1:9464\\r\\n\\r\\n' >&5 && cat <&5", Timeout)).Output;

    internal static string SettingsOf(string outfit) => $"{QemuGuest.Exchange}/{outfit}.json";

    private const string TerminalId = "QM-01";

    private static string DataOf(string outfit) => $"/run/kiosk-{outfit}";

    private async Task PrepareAsync(string exchange)
    {
        world = await DemoWorld.CreateAsync(Path.Combine(exchange, "demo"), [], TimeProvider.System, Timeout);
        Assert.Empty(await TrialSync.LetInAsync(world.Feed, world.Data, TerminalId, TimeProvider.System, Timeout));
        foreach (var (name, settings) in Outfits.All)
        {
            var kiosk = new Dictionary<string, object>(settings, StringComparer.Ordinal)
            {
                ["TerminalId"] = TerminalId,
                ["DataFolder"] = DataOf(name),
                ["Reader"] = new { Kind = "pcsc", Name = "Gemplus" },
            };
            SettingsFile.Write(Path.Combine(exchange, $"{name}.json"), kiosk);
        }
    }
}

[CollectionDefinition(nameof(TerminalInGuest))]
public sealed class GuestTests : ICollectionFixture<TerminalInGuest>;
