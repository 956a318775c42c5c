using System.Runtime.Versioning;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Reports;
using Kiosk.Durability;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>A pipe without a writer, or an endless device, in the place of a key or certificate of the collector: refused at once in a sentence that names it.</summary>
[SupportedOSPlatform("linux")]
public sealed class PipesForFilesTests : IDisposable
{
    private const string Name = "HALL";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>The readers, by the file's path in the collector's folder.</summary>
    private static readonly IReadOnlyDictionary<string, Action<string>> Readers = new Dictionary<string, Action<string>>
    {
        ["collector.key"] = data => CollectorKey.Open(data, Name, new DurableFiles()).Dispose(),
        ["enrolment/ca.pem"] = data => _ = new AuthorityFiles(data, new DurableFiles()).Load(),
        ["enrolment/former.pem"] = data => _ = new AuthorityFiles(data, new DurableFiles()).Former,
        ["desk/frames.key"] = OpenDesk,
        ["desk/seal.pem"] = OpenDesk,
        ["report.pem"] = data => ReportSigner.Open(Path.Combine(data, "report.pem")).Dispose(),
    };

    private readonly TestFolder folder = TestFolder.Fast();

    public static TheoryData<string> Names => [.. Readers.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_pipe(string name)
    {
        (await ChildProcess.RunAsync("mkfifo", Place(name))).With(0);

        Assert.Contains(Place(name), await ReadAsync(name), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_link_to_a_device(string name)
    {
        File.CreateSymbolicLink(Place(name), "/dev/zero");

        Assert.Contains(Place(name), await ReadAsync(name), StringComparison.Ordinal);
    }

    private static void OpenDesk(string data)
    {
        using var key = CollectorKey.Open(data, Name, new DurableFiles());
        DeskJournal.Open(data, key, new DurableFiles(), TimeProvider.System).Dispose();
    }

    private string Place(string name)
    {
        var path = folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private async Task<string?> ReadAsync(string name) => (await Task.Run(() => Record.Exception(() => Readers[name](folder.Path))).WaitAsync(Timeout))?.Message;
}
