using System.Net.Sockets;
using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Wording;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class DoctorTests : IDisposable
{
    private static readonly string[] All = ["daemon", "reader", "cache", "feed", "journal", "clock", "disk", "display"];

    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Every_part_is_examined_and_what_is_wrong_has_a_remedy_in_both_languages()
    {
        var before = Fingerprint.Of(installation.Data);

        var findings = (await KioskProcess.RunAsync("doctor", "--json", "--data", installation.Data)).AssertExit(1).JsonLines;

        Assert.Equal(All, findings.Select(finding => finding.GetProperty("name").GetString()));
        Assert.Equal("Bad", Of(findings, "daemon").GetProperty("health").GetString());
        Assert.Equal("Good", Of(findings, "cache").GetProperty("health").GetString());
        Assert.Equal("Good", Of(findings, "journal").GetProperty("health").GetString());
        Assert.All(findings.Where(finding => finding.GetProperty("health").GetString() != "Good"), finding => Assert.All(
            ["vietnamese", "english"],
            language => Assert.NotEmpty(finding.GetProperty("remedy").GetProperty(language).GetString()!)));
        Assert.Equal(before, Fingerprint.Of(installation.Data));
    }

    [Fact]
    public async Task One_part_can_be_asked_for_and_decides_the_exit_code()
    {
        var good = (await KioskProcess.RunAsync("doctor", "--only", "cache", "--data", installation.Data)).AssertExit(0);
        var bad = (await KioskProcess.RunAsync("doctor", "--only", "cache", "--data", installation["nowhere"])).AssertExit(1);

        Assert.StartsWith("✓ cache", good.Output, StringComparison.Ordinal);
        Assert.StartsWith("✗ cache", bad.Output, StringComparison.Ordinal);
        Assert.Contains("→ Run: kiosk sync now, or kiosk sync import PATH", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_beside_the_running_service()
    {
        await using var service = await installation.RunAsync();

        var finding = (await KioskProcess.RunAsync("doctor", "--only", "journal", "--json", "--data", installation.Data)).AssertExit(0).Json;

        Assert.Equal("The journal is whole, 1 record.", finding.GetProperty("what").GetProperty("english").GetString());
    }

    [Fact]
    public async Task What_the_service_was_told_about_its_clock_doctor_says_too()
    {
        await using var service = await installation.RunAsync();
        (await KioskProcess.RunAsync("clock", "accept", "--data", installation.Data)).AssertExit(0);

        var finding = (await KioskProcess.RunAsync("doctor", "--only", "clock", "--json", "--data", installation.Data)).AssertExit(0).Json;

        Assert.Equal("Good", finding.GetProperty("health").GetString());
    }

    /// <summary>Whoever may not ask the service on its socket, or does not find it, still sees whose port it is.</summary>
    [Fact]
    public async Task A_port_that_a_terminal_serves_is_not_another_programs()
    {
        await using var service = await installation.RunAsync();

        var finding = (await KioskProcess.RunAsync("doctor", "--only", "pages", "--json", "--config", installation.SettingsFile, "--data", installation["another"])).AssertExit(0).Json;

        Assert.Equal("Health, metrics and page are served.", finding.GetProperty("what").GetProperty("english").GetString());
    }

    [Fact]
    public async Task A_virtual_reader_needs_neither_daemon_nor_plugging_in()
    {
        var findings = (await KioskProcess.RunAsync("doctor", "--only", "daemon", "--only", "reader", "--json", "--config", installation.SettingsFile)).AssertExit(0).JsonLines;

        Assert.Equal(["A virtual reader needs no pcscd.", "The reader is virtual (Kiosk:Reader:Kind) and reads no real cards."], findings.Select(finding => finding.GetProperty("what").GetProperty("english").GetString()));
    }

    [Fact]
    public async Task One_bad_setting_leaves_the_others_in_force()
    {
        installation.Write(new { Installation.TerminalId, DataFolder = installation.Data, Reader = new { Kind = "virtual" }, Http = new { Port = 70000 }, Door = "", Colour = "red" });

        var findings = (await KioskProcess.RunAsync("doctor", "--json", "--config", installation.SettingsFile)).AssertExit(1).JsonLines;

        Assert.Equal("Bad", Of(findings, "settings").GetProperty("health").GetString());
        Assert.Equal(["Good", "Good", "Good"], ((string[])["daemon", "reader", "cache"]).Select(name => Of(findings, name).GetProperty("health").GetString()));
    }

    /// <summary>Only root can give a file to somebody else.</summary>
    [FactAsRoot]
    public async Task Settings_that_this_user_may_not_read_are_said_to_be_that()
    {
        await ShellAsync("chmod", "0600", installation.SettingsFile);
        await ShellAsync("chmod", "a+x", Path.GetDirectoryName(installation.SettingsFile)!);
        var sentence = $"{installation.SettingsFile}: these settings belong to root, and the user with the number 12345 may not read them. Run: sudo chown 12345 {installation.SettingsFile}, or run this as root.";

        foreach (var verb in (string[])["run", "status"])
        {
            (await AsAnotherUserAsync(verb)).AssertRefused(2, sentence);
        }

        Assert.Contains(sentence, (await AsAnotherUserAsync("doctor")).AssertExit(1).Output, StringComparison.Ordinal);
    }

    private async Task<Ended> AsAnotherUserAsync(string verb)
    {
        await using var process = KioskProcess.Start(["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"], new Dictionary<string, string>(), verb, "--config", installation.SettingsFile);
        return await process.EndAsync();
    }

    private static async Task ShellAsync(string program, params string[] arguments) => (await ChildProcess.RunAsync(program, arguments)).With(0);

    [Theory]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"HN-01\", \"Http\": { \"Port\": 70000 } } }")]
    [InlineData("{ 'Kiosk': {} }")]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"HN-01\", \"Sync\": { \"Feed\": \"https://feed.example.vn/\" } } }")]
    public async Task What_run_refuses_it_refuses_in_the_same_words_and_examines_the_rest(string settings)
    {
        await File.WriteAllTextAsync(installation.SettingsFile, settings);
        string[] given = ["--config", installation.SettingsFile, "--data", installation.Data];

        var run = (await KioskProcess.RunAsync(["run", .. given])).AssertExit(2);
        var findings = (await KioskProcess.RunAsync(["doctor", "--json", .. given])).AssertExit(1).JsonLines;

        Assert.Equal("Bad", Of(findings, "settings").GetProperty("health").GetString());
        Assert.Equal(run.Errors, $"kiosk: {Of(findings, "settings").GetProperty("detail").GetString()}");
        Assert.Equal("Good", Of(findings, "cache").GetProperty("health").GetString());
    }

    [Theory]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"HN-01\", \"Http\": { \"Port\": 70000 }, \"Door\": \"\" } }")]
    [InlineData("{ 'Kiosk': {} }")]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"HN-01\", \"Sync\": { \"Feed\": \"https://feed.example.vn/\" } } }")]
    public async Task Whoever_reads_Vietnamese_is_told_all_of_it_in_Vietnamese(string settings)
    {
        await File.WriteAllTextAsync(installation.SettingsFile, settings);
        var vietnamese = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "vi_VN.UTF-8" };

        var run = (await KioskProcess.RunAsync(vietnamese, "run", "--config", installation.SettingsFile)).AssertExit(2);
        var doctor = (await KioskProcess.RunAsync(vietnamese, "doctor", "--only", "settings", "--config", installation.SettingsFile)).AssertExit(1);

        Assert.Contains(InOneLine(run.Errors["kiosk: ".Length..]), InOneLine(doctor.Output), StringComparison.Ordinal);
        Assert.Empty(LeftInEnglish.FaultsIn(doctor.Output));
    }

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>An older daemon hangs up on users denied by polkit; the library then only reports that there is no service (case <c>13-pcsc</c>).</summary>
    [Fact]
    public async Task A_daemon_that_hangs_up_denies_this_user_and_none_at_all_is_not_running()
    {
        using var daemon = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        daemon.Bind(new UnixDomainSocketEndPoint(installation["pcscd"]));
        daemon.Listen();
        using var stop = new CancellationTokenSource();
        var hangingUp = HangUpAsync(daemon, stop.Token);

        var denied = await DaemonAsync(installation["pcscd"]);
        var gone = await DaemonAsync(installation["nobody"]);

        Assert.Equal("pcscd runs, but this user may not use it.", denied);
        Assert.Contains(gone, (string[])["pcscd is not running.", "The smart card daemon, pcscd, is not installed."]);
        await stop.CancelAsync();
        await hangingUp;
    }

    private async Task<string?> DaemonAsync(string socket)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PCSCLITE_CSOCK_NAME"] = socket };
        var ended = await KioskProcess.RunAsync(environment, "doctor", "--only", "daemon", "--json", "--data", installation.Data);
        return ended.AssertExit(1).Json.GetProperty("what").GetProperty("english").GetString();
    }

    private static async Task HangUpAsync(Socket daemon, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                (await daemon.AcceptAsync(cancellationToken)).Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static JsonElement Of(IReadOnlyList<JsonElement> findings, string name) => findings.Single(finding => finding.GetProperty("name").GetString() == name);
}
