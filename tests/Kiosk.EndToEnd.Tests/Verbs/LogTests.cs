using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>The journal of a running demo.</summary>
public sealed class LogTests(LogTests.TappedDemo demo) : IClassFixture<LogTests.TappedDemo>, IDisposable
{
    private readonly TestFolder folder = new();

    private string Data => demo["data"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_verified_while_it_is_written()
    {
        var json = (await KioskProcess.RunAsync("log", "verify", "--json", "--data", Data)).AssertExit(0).Json;
        var text = (await KioskProcess.RunAsync("log", "verify", "--data", Data)).AssertExit(0);

        Assert.True(json.GetProperty("whole").GetBoolean());
        Assert.Equal(5, json.GetProperty("records").GetInt32());
        Assert.StartsWith("whole  5 records in 1 segment of terminal DEMO-01", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_without_checkpoints_and_without_the_terminals_key_is_not_called_whole()
    {
        var copy = Directory.CreateDirectory(folder["copy"]).FullName;
        foreach (var path in Directory.GetFiles(Path.Combine(Data, "journal"), "*.seg"))
        {
            File.Copy(path, Path.Combine(copy, Path.GetFileName(path)));
        }

        var text = await KioskProcess.RunAsync("log", "verify", "--journal", copy, "--data", folder["elsewhere"]);
        var json = (await KioskProcess.RunAsync("log", "verify", "--json", "--journal", copy, "--data", folder["elsewhere"])).AssertExit(1).Json;

        Assert.StartsWith("NOTHING VOUCHES FOR IT: the 5 records of terminal DEMO-01 are linked", text.AssertExit(1).Output, StringComparison.Ordinal);
        Assert.Equal((true, false), (json.GetProperty("whole").GetBoolean(), json.GetProperty("vouched").GetBoolean()));
    }

    [Fact]
    public async Task It_is_exported_while_it_is_written()
    {
        var lines = (await KioskProcess.RunAsync("log", "export", "--json", "--data", Data)).AssertExit(0).JsonLines;
        var csv = (await KioskProcess.RunAsync("log", "export", "--csv", "--data", Data)).AssertExit(0).OutputLines;

        Assert.Equal(["service.started", "admitted", "revocation.revoked", "mode.switched", "admitted"], lines.Select(line => line.GetProperty("reason").GetString()));
        Assert.Equal(["terminal", "meeting", "meeting", "terminal", "procedure"], lines.Select(line => line.GetProperty("mode").GetString()));
        Assert.StartsWith("sequence,instant,clock_trust,", csv[0], StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4", "5"], csv.Skip(1).Select(line => line.Split(',')[0]));
        Assert.All(csv, line => Assert.Equal(csv[0].Split(',').Length, line.TrimEnd('\r').Split(',').Length));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task An_export_never_overwrites()
    {
        await File.WriteAllTextAsync(folder["export.csv"], "mine");

        var refused = await KioskProcess.RunAsync("log", "export", "--csv", "--output", folder["export.csv"], "--data", Data);
        var written = await KioskProcess.RunAsync("log", "export", "--csv", "--output", folder["new.csv"], "--data", Data);

        refused.AssertRefused(2, folder["export.csv"]);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder["export.csv"]));
        written.AssertExit(0);
        Assert.Equal(6, (await File.ReadAllLinesAsync(folder["new.csv"])).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["new.csv"]));
    }

    [Fact]
    public async Task Its_first_record_is_signed_and_proved_to_somebody_who_has_no_other()
    {
        var proof = folder["record-1.tlog-proof"];
        var terminals = folder["terminals.txt"];
        File.Copy(demo["data/device.pub"], terminals);

        var verified = (await KioskProcess.RunAsync("log", "verify", "--json", "--data", Data)).AssertExit(0).Json;
        (await KioskProcess.RunAsync("log", "prove", "1", "--output", proof, "--data", Data)).AssertExit(0);
        var proved = (await KioskProcess.RunAsync("log", "check-proof", proof, "--terminals", terminals, "--json", "--data", folder["elsewhere"])).AssertExit(0).Json;

        Assert.Equal((8, true), (Text(verified, "signedBy").Length, verified.GetProperty("checkpoints").GetInt32() > 0));
        Assert.Equal((true, "DEMO-01", 1), (proved.GetProperty("proved").GetBoolean(), Text(proved, "terminalId"), proved.GetProperty("record").GetProperty("sequence").GetInt32()));
        Assert.False(Directory.Exists(folder["elsewhere"]));
    }

    [Fact]
    public async Task Its_signatures_are_verified_by_the_certificates_that_the_synced_data_list()
    {
        var journal = Path.Combine(Data, "journal");

        var verified = (await KioskProcess.RunAsync("log", "verify", "--journal", journal, "--terminals", Data, "--data", folder["elsewhere"], "--json")).AssertExit(0).Json;
        var nothing = await KioskProcess.RunAsync("log", "verify", "--journal", journal, "--terminals", folder[""], "--data", folder["elsewhere"]);

        Assert.Equal(8, Text(verified, "signedBy").Length);
        nothing.AssertRefused(2, "the folder holds neither synced data nor a published feed");
    }

    [Fact]
    public async Task A_proof_is_refused_without_the_terminals_key_and_once_it_was_changed()
    {
        var proof = folder["record-1.tlog-proof"];
        (await KioskProcess.RunAsync("log", "prove", "1", "--output", proof, "--data", Data)).AssertExit(0);
        var other = (await File.ReadAllTextAsync(proof)).Replace("index 0", "index 1", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["other"], other);

        var unknown = await KioskProcess.RunAsync("log", "check-proof", proof, "--data", folder["elsewhere"]);
        var changed = await KioskProcess.RunAsync("log", "check-proof", folder["other"], "--terminals", demo["data/device.pub"], "--data", folder["elsewhere"]);
        var unsigned = await KioskProcess.RunAsync("log", "prove", "1000", "--data", Data);

        Assert.Contains("--terminals", unknown.AssertExit(1).Output, StringComparison.Ordinal);
        Assert.StartsWith("NOT PROVED: its index 1 is not that of the record in it, 0", changed.AssertExit(1).Output, StringComparison.Ordinal);
        Assert.Contains("Record 1000 is not signed yet", unsigned.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registry_opens_what_was_sealed()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(demo["authority/registry.crt"]);
        using var key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(demo["registry-demo-key.pem"]));
        using var registry = certificate.CopyWithPrivateKey(key);

        var entries = JournalReader.Open(Path.Combine(Data, "journal")).Read().ToList();
        SealedDetails Open(JournalEntry entry) => JournalSeal.OpenDetails(entry.Record.Sealed, new(entry.Sequence.Value - 1, entries[(int)entry.Sequence.Value - 2].FrameHash), registry);
        var taps = entries.Where(entry => entry.Record.Outcome is not JournalOutcome.Note).ToList();

        var (arrival, procedure) = (Open(taps[0]), Open(taps[2]));

        Assert.Equal((32, "DelegateExOfficio", "Đoàn Chủ tịch", "A-1-1", true), (arrival.Tag!.Length, arrival.Class, arrival.Role, arrival.Seat, arrival.MayVote));
        Assert.NotNull(arrival.RevocationAsOf);
        Assert.Equal(("HS-2026/0001", "Chuyển sinh hoạt đảng chính thức"), (procedure.CaseNumber, procedure.Purpose));
        Assert.True(taps[1].Record.Sealed.IsEmpty);
    }

    [FactWithTool("openssl")]
    public async Task OpenSSL_opens_what_was_sealed()
    {
        await File.WriteAllBytesAsync(folder["sealed.der"], (await SealedAsync())[2]);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(demo["authority/registry.crt"]);
        await File.WriteAllTextAsync(folder["registry.pem"], certificate.ExportCertificatePem());

        var openssl = await ChildProcess.RunAsync("openssl", "cms", "-decrypt", "-inform", "DER", "-in", folder["sealed.der"], "-recip", folder["registry.pem"], "-inkey", demo["registry-demo-key.pem"]);
        using var opened = JsonDocument.Parse(openssl.With(0).Output);

        Assert.Equal("HS-2026/0001", opened.RootElement.GetProperty("caseNumber").GetString());
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<IReadOnlyList<byte[]>> SealedAsync()
    {
        var lines = (await KioskProcess.RunAsync("log", "export", "--json", "--sealed", "--data", Data)).AssertExit(0).JsonLines;
        return [.. lines.Where(line => line.GetProperty("outcome").GetString() != "note").Select(line => line.GetProperty("sealed").GetBytesFromBase64())];
    }

    /// <summary>Card 1 was tapped at the meeting, card 3 was refused, card 2 came with a procedure.</summary>
    public sealed class TappedDemo : IAsyncLifetime, IDisposable
    {
        private readonly TestFolder folder = new();
        private KioskProcess? process;

        public string this[string name] => folder[Path.Combine("demo", name)];

        public async Task InitializeAsync()
        {
            process = KioskProcess.Start("demo", "--data", folder["demo"]);
            await process.TypeAsync("1");
            await process.Output.UntilAsync("  1: admitted");
            await process.TypeAsync("3");
            await process.Output.UntilAsync("  3: revocation.revoked");
            await process.TypeAsync("p");
            await process.TypeAsync("2");
            await process.Output.UntilAsync("  2: admitted");
        }

        public async Task DisposeAsync() => await process!.DisposeAsync();

        public void Dispose() => folder.Dispose();
    }
}
