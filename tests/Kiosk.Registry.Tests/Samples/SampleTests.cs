using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Testing.Configuration;

namespace Kiosk.Registry.Tests.Samples;

/// <summary>What somebody tries first: a sample that publishes as it is, and cards that a terminal judges.</summary>
[SupportedOSPlatform("linux")]
public sealed class SampleTests : IDisposable
{
    private readonly TestFiles files = new();

    private string Source => files.At("sample/source");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_sample_publishes_as_it_is()
    {
        await PublishAsync();

        using var status = JsonDocument.Parse((await Programs.RegistryAsync("status", "--desk", files.At("desk"), "--json")).With(0).Output);
        Assert.Equal([("audience", 0), ("meetings", 1), ("members", 4), ("points", 2), ("rosters", 4)], status.RootElement.GetProperty("sets").EnumerateArray()
            .Select(set => (set.GetProperty("class").GetString(), set.GetProperty("rows").GetInt32())).Order());
    }

    [Fact]
    public async Task A_sample_has_neither_errors_nor_warnings()
    {
        (await Programs.RegistryAsync("init", "--sample", files.At("sample"))).With(0);

        Assert.Contains("0 errors, 0 warnings", (await Programs.RegistryAsync("publish", "--check", "--from", Source, "--desk", files.At("none"))).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_names_the_folder_around_the_source_is_told_in_one_sentence()
    {
        await PublishAsync();

        var refused = (await Programs.RegistryAsync("publish", "--check", "--from", files.At("sample"), "--desk", files.At("desk"))).With(1);

        Assert.Equal($"error    this is not a source folder, but it holds one: perhaps you mean {Source}.\n{files.At("sample")} cannot be published: 1 error, 0 warnings.\n", refused.Output);
    }

    [Fact]
    public async Task Whoever_reads_JSON_gets_the_samples_source_folder_in_it()
    {
        using var json = JsonDocument.Parse((await Programs.RegistryAsync("init", "--sample", files.At("sample"), "--json")).With(0).Output);

        Assert.Equal(Source, json.RootElement.GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("card-1.json", 0)]
    [InlineData("card-4.json", 1)]
    public async Task Its_cards_are_judged_by_a_terminal(string card, int code)
    {
        MakeTerminal();
        await PublishAsync();
        var settings = SettingsFile.Write(files.At("kiosk.json"), new
        {
            TerminalId = "SM-01",
            DataFolder = files.At("data"),
            Sync = new { Feed = "http://127.0.0.1:9/", Root = files.At("desk/feed/metadata/1.root.json"), Provinces = "suoi-mo" },
        });
        (await Programs.KioskAsync("sync", "import", files.At("desk/feed"), "--config", settings)).With(0);

        (await Programs.KioskAsync("card", "verify", "--card", files.At($"sample/cards/{card}"), "--cache", files.At("data/cache"))).With(code);
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_over()
    {
        files.Write("sample/mine.txt", "mine");

        var refused = (await Programs.RegistryAsync("init", "--sample", files.At("sample"))).With(2);

        Assert.Contains("is not empty", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_keys_say_that_they_are_a_samples()
    {
        (await Programs.RegistryAsync("init", "--sample", files.At("sample"))).With(0);

        Assert.Equal(["issuing.pem", "registry.pem", "root.pem"], Directory.GetFiles(files.At("sample/keys-SAMPLE-ONLY")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("never use them", await File.ReadAllTextAsync(files.At("sample/README.md")), StringComparison.Ordinal);
    }

    /// <summary>A terminal's keys, and the desk's file that lets it in.</summary>
    private void MakeTerminal()
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var decryption = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var secret = PemEncoding.WriteString("KIOSK FRAME KEY", RandomNumberGenerator.GetBytes(32));
        var path = files.Write("data/device.key", $"{signing.ExportPkcs8PrivateKeyPem()}\n{decryption.ExportPkcs8PrivateKeyPem()}\n{secret}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        files.Write("desk/readers/SM-01.pem", decryption.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    private async Task PublishAsync()
    {
        (await Programs.RegistryAsync("init", "--sample", files.At("sample"))).With(0);
        (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "suoi-mo")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", files.At("desk"), "--from", Source)).With(0);
    }
}
