using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Sources;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>The commands of docs/audit.md, run as they stand there on the journal of a running demo.</summary>
public sealed partial class AuditDocumentTests(LogTests.TappedDemo demo) : IClassFixture<LogTests.TappedDemo>, IDisposable
{
    /// <summary>The first tap; the document speaks of record 42.</summary>
    private const string Number = "2";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_command_does_what_the_document_says()
    {
        Prepare();
        var said = new List<string>();

        foreach (Match block in Blocks().Matches(await File.ReadAllTextAsync(SourceTree.PathOf("docs", "audit.md"))))
        {
            said.Add(await RunAsync(InThisPlace(block.Groups["commands"].Value)));
        }

        Assert.Equal(7, said.Count);
        Assert.Matches("^whole  [0-9]+ records in 1 segment of terminal DEMO-01, .*; signed up to record [0-9]+ by key ", said[0]);
        Assert.Equal(said[0], said[1]);
        Assert.Contains("Verified OK", said[2], StringComparison.Ordinal);
        Assert.Contains("DEMO-01", said[3], StringComparison.Ordinal);
        Assert.Contains($"proved  record {Number} of the ", said[4], StringComparison.Ordinal);
        Assert.Matches("\"tag\": ?\"", said[5]);
        Assert.Matches("^[0-9a-f]{32}\n$", said[6]);
    }

    private void Prepare()
    {
        foreach (var path in Directory.GetFiles(demo["data/journal"]).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(folder["journal-HN-01"]);
            File.Copy(path, Path.Combine(folder["journal-HN-01"], Path.GetFileName(path)));
        }

        File.Copy(demo["data/device.pub"], folder["hn-01.pub"]);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(folder["hn-02.pub"], $"{NoteKey.Create(Checkpoint.OriginOf("HN-02"), other.ExportSubjectPublicKeyInfo())}\n");
        Directory.CreateSymbolicLink(folder["feed"], demo["feed"]);
        File.Copy(demo["feed/metadata/1.root.json"], folder["1.root.json"]);
        var collector = TestCollectorKey.Of("hall");
        File.WriteAllText(folder["collector.pub"], CosignerKey.Of(collector.Key).ToString());
        File.WriteAllText(folder["HN-01.receipt"], CosignerKey.Cosign(CheckpointFile.Read(folder["journal-HN-01"]).Checkpoints[^1].Note, collector, TimeProvider.System.GetUtcNow()).ToString());
        File.Copy(demo["authority/registry.crt"], folder["registry.crt"]);
        File.Copy(demo["registry-demo-key.pem"], folder["registry.key"]);
        Directory.CreateDirectory(folder["bin"]);
        File.CreateSymbolicLink(folder["bin/kiosk"], KioskProcess.Program);
    }

    private string InThisPlace(string commands) => commands
        .Replace("/media/usb/", "", StringComparison.Ordinal)
        .Replace("/var/lib/kiosk", demo["data"], StringComparison.Ordinal)
        .Replace("42", Number, StringComparison.Ordinal);

    private async Task<string> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands]) { WorkingDirectory = folder.Path };
        start.Environment["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["Kiosk__TerminalId"] = "DEMO-01";
        start.Environment["Kiosk__DataFolder"] = demo["data"];
        return (await ChildProcess.RunAsync(start)).With(0).Output;
    }

    [GeneratedRegex("^```\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Blocks();
}
