using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Identity;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Malformed input: one sentence that names the file and the place, exit code 2, nothing changed.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Generation = "generation-00000001.cache";

    private readonly Installation installation = new();

    private string Root => Path.GetDirectoryName(installation.Data)!;

    public void Dispose() => installation.Dispose();

    [Theory]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": ", "line 1, column 28: the file ends in the middle")]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"hn\" } }", "Kiosk:TerminalId must be 3 to 16 upper-case letters")]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"HN-01\", \"Colour\": \"red\" } }", "Kiosk:Colour is not a setting")]
    [InlineData("{ \"Kiosk\": { \"TerminalId\": \"HN-01\", \"Http\": { \"Port\": \"x\" } } }", "Kiosk:Http:Port is \"x\"")]
    public async Task Malformed_settings(string settings, string place)
    {
        await File.WriteAllTextAsync(installation.SettingsFile, settings);

        await AssertRefusedAsync(["run", "--config", installation.SettingsFile, "--data", installation.Data], installation.SettingsFile, place);
    }

    [Fact]
    public async Task Settings_in_the_environment_are_taken_and_judged_as_those_in_a_file()
    {
        var good = new Dictionary<string, string> { ["Kiosk__DataFolder"] = installation.Data, ["Kiosk__TerminalId"] = "HN-01", ["Kiosk__Reader__Kind"] = "virtual" };
        var settings = installation["empty.json"];
        await File.WriteAllTextAsync(settings, "{}");

        (await KioskProcess.RunAsync(good, "status", "--config", settings)).AssertRefused(3, installation.Folders.ControlSocket);
        (await KioskProcess.RunAsync(new Dictionary<string, string>(good) { ["Kiosk__Http__Port"] = "x" }, "status", "--config", settings))
            .AssertRefused(2, "The environment: Kiosk:Http:Port is \"x\"");
        (await KioskProcess.RunAsync(new Dictionary<string, string>(good) { ["Kiosk__Colour"] = "red" }, "status", "--config", settings))
            .AssertRefused(2, "The environment: Kiosk:Colour is not a setting");
    }

    [Fact]
    public Task A_data_folder_too_deep_for_a_socket()
    {
        var deep = installation[new string('x', 100)];

        return AssertRefusedAsync(["run", "--config", installation.SettingsFile, "--data", deep], deep, "a socket's path has at most 107 bytes");
    }

    [Fact]
    public Task A_data_folder_that_is_a_file() =>
        AssertRefusedAsync(["run", "--config", installation.SettingsFile, "--data", installation.SettingsFile], installation.SettingsFile);

    [Fact]
    public async Task A_journal_with_one_bit_flipped()
    {
        var segment = await MakeJournalAsync(frames: 3);
        var content = await File.ReadAllBytesAsync(segment);
        content[content.Length / 2] ^= 0x10;
        await File.WriteAllBytesAsync(segment, content);

        var verified = await KioskProcess.RunAsync("log", "verify", "--data", installation.Data);
        verified.AssertExit(1);
        Assert.Contains(segment, verified.Output, StringComparison.Ordinal);
        await AssertRefusedAsync(["log", "export", "--csv", "--output", installation["part.csv"], "--data", installation.Data], segment, "at byte");
    }

    [Fact]
    public Task A_journal_that_is_not_there()
    {
        Directory.Delete(installation.Folders.Journal, recursive: true);

        return AssertRefusedAsync(["log", "verify", "--data", installation.Data], $"There is no journal in {installation.Folders.Journal}.");
    }

    [Fact]
    public async Task A_generation_cut_short()
    {
        var generation = Path.Combine(installation.Folders.Cache, Generation);
        await File.WriteAllBytesAsync(generation, (await File.ReadAllBytesAsync(generation))[..4096]);

        await AssertRefusedAsync(Verify("--cache", installation.Folders.Cache), generation, "has 4096 bytes, not the");
    }

    [Fact]
    public async Task A_generation_and_its_pointer_destroyed()
    {
        await File.WriteAllTextAsync(Path.Combine(installation.Folders.Cache, "CURRENT"), "garbage\n");
        await File.WriteAllBytesAsync(Path.Combine(installation.Folders.Cache, Generation), new byte[8192]);

        await AssertRefusedAsync(Verify("--cache", installation.Folders.Cache), Path.Combine(installation.Folders.Cache, "CURRENT"));
    }

    [Fact]
    public async Task A_mode_for_a_service_that_does_not_run() =>
        (await KioskProcess.RunAsync("mode", "verify", "--data", installation.Data)).AssertRefused(3, installation.Folders.ControlSocket);

    [Fact]
    public Task A_cache_that_is_not_there() => AssertRefusedAsync(Verify("--cache", installation["nowhere"]), $"There is no generation in {installation["nowhere"]} yet.");

    [Fact]
    public async Task By_a_cache_whose_pointer_is_destroyed_no_card_is_judged()
    {
        await File.WriteAllTextAsync(Path.Combine(installation.Folders.Cache, "CURRENT"), "garbage\n");

        var ended = await KioskProcess.RunAsync(Verify("--cache", installation.Folders.Cache));

        ended.AssertExit(2);
        Assert.Equal($"kiosk: {Path.Combine(installation.Folders.Cache, "CURRENT")} does not name a generation. Fetch the data anew: kiosk sync now, or kiosk sync import PATH", ended.Errors);
    }

    /// <summary>A service without a cache waits for one, and must be running to say so.</summary>
    [Fact]
    public async Task A_service_over_a_broken_cache_runs_out_of_service_until_it_is_synced_anew()
    {
        await File.WriteAllBytesAsync(Path.Combine(installation.Folders.Cache, Generation), new byte[8192]);
        await using var service = KioskProcess.Start("run", "--config", installation.SettingsFile);
        await Eventually.IsAsync(async () => await installation.StatusOfAsync("/health/live") == 200, "the service lives");

        Assert.Equal(503, await installation.StatusOfAsync("/health/ready"));
        var status = (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(1);
        Assert.Contains("terminal.cache: ", status.Output, StringComparison.Ordinal);
        Assert.Contains(Generation, status.Output, StringComparison.Ordinal);

        await installation.SyncAsync();
        await installation.ReadyAsync();
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("{ \"atr\": \"zz\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": {} }", "the member \"atr\" is not hexadecimal")]
    [InlineData("{ \"atr\": \"3B80800101\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": { \"9E\": { \"algorithm\": \"11\", \"pkcs8\": \"AAAA\" } } }", "the member \"pkcs8\" of \"9E\" of \"keys\"")]
    [InlineData("{ \"atr\": \"3B80800101\", \"aid\": \"A000000308\", \"objects\": {}, \"keys\": {}, \"faults\": [ { \"on\": \"00\", \"do\": \"dance\" } ] }", "the member \"do\" of entry 1 of \"faults\" is \"dance\"")]
    public async Task A_malformed_card_image(string content, string place)
    {
        var card = installation["card.json"];
        await File.WriteAllTextAsync(card, content);

        await AssertRefusedAsync(["card", "verify", "--card", card, "--cache", installation.Folders.Cache], card, place);
        await AssertRefusedAsync(["card", "read", "--card", card], card, place);
    }

    [Theory]
    [InlineData("--anchor")]
    [InlineData("--intermediate")]
    [InlineData("--crl")]
    [InlineData("--profile")]
    public async Task A_malformed_file_to_judge_a_card_by(string option)
    {
        var file = installation["malformed"];
        await File.WriteAllBytesAsync(file, [0x30, 0x03, 0x02, 0x01, 0x05]);
        string[] anchor = option == "--anchor" ? [] : ["--anchor", SharedWorld.Source("anchors", "root.crt")];

        await AssertRefusedAsync([.. Verify(option, file), .. anchor], file);
    }

    private static string[] Verify(string option, string value) => ["card", "verify", "--card", SharedWorld.Card(DemoCard.GoodP256), option, value];

    private async Task AssertRefusedAsync(IReadOnlyList<string> arguments, params string[] parts)
    {
        var before = Fingerprint.Of(Root);

        var ended = await KioskProcess.RunAsync(arguments);

        ended.AssertRefused(2, parts);
        Assert.Equal(before, Fingerprint.Of(Root));
    }

    /// <summary>Writes what an earlier run would have left behind.</summary>
    /// <returns>The first segment.</returns>
    private async Task<string> MakeJournalAsync(int frames)
    {
        using (var keys = TerminalKeys.Open(installation.Folders, Installation.TerminalId, KeyStoreSettings.InFile, new Kiosk.Durability.DurableFiles()))
        using (var journal = TerminalJournal.Open(installation.Folders, Installation.TerminalId, keys, new Kiosk.Durability.DurableFiles()))
        {
            for (var frame = 0; frame < frames; frame++)
            {
                journal.Append(JournalNotes.At(DateTimeOffset.UnixEpoch.AddSeconds(frame)));
            }
        }

        await File.WriteAllBytesAsync(installation.Folders.ProcedureKeyFile, new byte[32]);
        return JournalFolder.SegmentPath(installation.Folders.Journal, 1);
    }
}
