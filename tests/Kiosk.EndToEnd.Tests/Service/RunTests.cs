using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Service;

public sealed class RunTests : IAsyncLifetime, IDisposable
{
    private readonly Installation installation = new();
    private KioskProcess? service;

    public async Task InitializeAsync() => service = await installation.RunAsync();

    public async Task DisposeAsync() => await service!.DisposeAsync();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task It_answers_on_loopback_only_and_keeps_its_doors_apart()
    {
        Assert.Equal(200, await installation.StatusOfAsync("/health/live"));
        Assert.Equal(200, await installation.StatusOfAsync("/health/ready"));
        Assert.Equal(404, await installation.StatusOfAsync("/control/status"));
        Assert.Equal(404, await installation.StatusOfAsync("/control/mode"));
        Assert.Equal(404, await installation.StatusOfAsync("/"));
        Assert.Equal(404, await StatusUnderAsync("kiosk.example.org"));
        Assert.Equal(["0100007F"], ListeningAddresses());
    }

    [Fact]
    public async Task Metrics_are_Prometheus_text()
    {
        using var http = new HttpClient { BaseAddress = installation.Address };

        var lines = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("kiosk_ready 1", lines);
        Assert.Contains("kiosk_cache_generation 1", lines);
        Assert.All(lines.Where(line => line[0] != '#'), line =>
            Assert.True(double.TryParse(line[(line.LastIndexOf(' ') + 1)..].Replace("+Inf", "∞", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _), line));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_control_socket_and_the_data_folder_are_private()
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(installation.Folders.ControlSocket) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(installation.Folders.Journal) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(installation.Folders.ProcedureKeyFile) & Others);
    }

    [Fact]
    public async Task Status_tells_people_and_programs_how_it_is()
    {
        var text = (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(0);
        var json = (await KioskProcess.RunAsync("status", "--json", "--config", installation.SettingsFile)).AssertExit(0).Json;

        Assert.StartsWith("ready", text.Output, StringComparison.Ordinal);
        Assert.Contains("mode      meeting dai-hoi-suoi-mo/phien-chinh-thuc", text.Output, StringComparison.Ordinal);
        Assert.True(json.GetProperty("ready").GetBoolean());
        Assert.Equal("Ready", json.GetProperty("reader").GetString());
        Assert.Equal(299, json.GetProperty("presence").GetProperty("convened").GetInt32());
        Assert.Equal(0, json.GetProperty("journalTaps").GetInt32());
    }

    [Fact]
    public async Task The_mode_is_switched_by_name_and_a_wrong_name_changes_nothing()
    {
        var data = installation.Data;
        Assert.Contains("procedure CSH-CT", (await Switch("procedure", "CSH-CT", "--case", "HS-1")).AssertExit(0).Output, StringComparison.Ordinal);
        (await Switch("procedure", "XX")).AssertRefused(2, "Procedure XX is not in cache generation 1, which holds: CSH-CT");
        (await Switch("procedure", "CSH-CT", "--case", "=1+1")).AssertRefused(2, "Case number \"=1+1\"");
        (await Switch("meeting", "nowhere")).AssertRefused(2, "Meeting nowhere is not in cache generation 1, which holds: dai-hoi-suoi-mo.");
        Assert.Equal("procedure", await ModeAsync());

        (await Switch("meeting", "dai-hoi-suoi-mo")).AssertExit(0);
        Assert.Equal("meeting", await ModeAsync());

        (await Switch("verify")).AssertExit(0);
        Assert.Equal("verify", await ModeAsync());

        async Task<Ended> Switch(params string[] mode) => await KioskProcess.RunAsync(["mode", .. mode, "--data", data]);

        async Task<string?> ModeAsync() => (await KioskProcess.RunAsync("status", "--json", "--data", data)).Json.GetProperty("mode").GetString();
    }

    [Fact]
    public async Task A_second_service_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        var second = await KioskProcess.RunAsync("run", "--config", installation.SettingsFile);

        second.AssertRefused(2, $"The journal in {installation.Folders.Journal} is being written by another process, most likely the running service: kiosk status shows it.");
        (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(0);
    }

    [Theory]
    [InlineData(KioskProcess.Terminate)]
    [InlineData(KioskProcess.Interrupt)]
    public async Task A_signal_stops_it_cleanly(int signal)
    {
        service!.Signal(signal);

        var ended = await service.EndAsync();

        ended.AssertExit(0);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
        (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertRefused(3, installation.Folders.ControlSocket, "start it with: kiosk run");
    }

    [Fact]
    public async Task After_a_crash_it_starts_again_over_the_dead_socket()
    {
        service!.Signal(KioskProcess.Kill);
        await service.EndAsync();
        Assert.True(File.Exists(installation.Folders.ControlSocket));

        await using var again = await installation.RunAsync();

        (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(0);
    }

    private async Task<int> StatusUnderAsync(string host)
    {
        using var http = new HttpClient { BaseAddress = installation.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = host;
        using var response = await http.SendAsync(request);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        return (int)response.StatusCode;
    }

    /// <summary>Local addresses, IPv6 included, that listen on this port (proc(5), /proc/net/tcp).</summary>
    private IEnumerable<string> ListeningAddresses() =>
        from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
        from line in File.ReadLines(table).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let local = fields[1].Split(':')
        where fields[3] == "0A" && int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == installation.Port
        select local[0];
}
