using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Configuration;

namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>A terminal of a desk: the real program, enrolled by stick, which takes the feed as a stick brings it.</summary>
internal sealed class DeskTerminal
{
    private readonly TestFiles files;
    private readonly string data;
    private readonly string settings;

    private DeskTerminal(TestFiles files, string id, string data)
    {
        (this.files, this.data, Id) = (files, data, id);
        settings = SettingsFile.Write(files.At($"{data}.json"), new
        {
            TerminalId = id,
            DataFolder = Data,
            Sync = new { Feed = "http://127.0.0.1:9/", Root = files.At("desk/feed/metadata/1.root.json"), Provinces = "01" },
        });
    }

    public string Id { get; }

    public string Data => files.At(data);

    /// <summary>What the collector answered; null where the desk signed.</summary>
    public EnrolmentAnswer? Answer { get; private set; }

    private string Stick => files.At($"{data}.stick");

    /// <summary>Adds a terminal to the desk's register and signs its request.</summary>
    public static async Task<DeskTerminal> EnrolAsync(TestFiles files, string id)
    {
        var terminal = new DeskTerminal(files, id, $"{id}.data");
        Directory.CreateDirectory(terminal.Stick);
        (await Programs.RegistryAsync("terminal", "add", id, "--desk", files.At("desk"), "--out", files.At($"{id}.token"))).With(0);
        (await terminal.RunAsync("enrol", "--token", files.At($"{id}.token"), "--request", terminal.Stick)).With(0);
        (await Programs.RegistryAsync("terminal", "sign", Path.Combine(terminal.Stick, $"{id}.enrol-request.pem"), "--desk", files.At("desk"))).With(0);
        (await terminal.RunAsync("enrol", "--answer", terminal.Stick)).With(0);
        return terminal;
    }

    /// <summary>Enrols a terminal with a collector's CA, as its answer comes over the network.</summary>
    public static async Task<DeskTerminal> EnrolAtAsync(TestFiles files, string id, TerminalAuthority collector)
    {
        var terminal = new DeskTerminal(files, id, $"{id}.hall");
        var token = EnrolmentToken.Create(id, collector: null, TimeProvider.System.GetUtcNow());
        Directory.CreateDirectory(terminal.Stick);
        (await terminal.RunAsync("enrol", "--token", token.ToString(), "--request", terminal.Stick)).With(0);
        var request = EnrolmentRequest.Parse(await File.ReadAllTextAsync(Path.Combine(terminal.Stick, $"{id}.enrol-request.pem")));
        terminal.Answer = collector.Issue(request, TimeProvider.System.GetUtcNow()).ProvedBy(token);
        await File.WriteAllTextAsync(Path.Combine(terminal.Stick, $"{id}.enrol-answer.pem"), terminal.Answer.ToPem());
        (await terminal.RunAsync("enrol", "--answer", terminal.Stick)).With(0);
        return terminal;
    }

    public Task<Ended> SyncAsync() => RunAsync("sync", "import", files.At("desk/feed"));

    public Task<Ended> RunAsync(params string[] arguments) => Programs.KioskAsync([.. arguments, "--config", settings]);
}
