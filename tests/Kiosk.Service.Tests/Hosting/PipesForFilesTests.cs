using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Service.Tests.Hosting;

/// <summary>A pipe without a writer, or an endless device, in place of a file that the program reads: refused at once in one sentence with path and remedy.</summary>
public sealed class PipesForFilesTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TestFolder folder = TestFolder.Fast();

    /// <summary>The readers, by file name in the data folder.</summary>
    private static readonly IReadOnlyDictionary<string, Func<string, string?>> Readers = new Dictionary<string, Func<string, string?>>
    {
        ["root.json"] = file => new FeedRoot(new MetadataStore(file + ".d", new DurableFiles())).MistakeOf(file)?.English,
        ["mode.json"] = file => SentenceOf(() => ModeSwitch.Check(new KioskFolders(Path.GetDirectoryName(file)!))),
        ["procedure.key"] = file => SentenceOf(() => ProcedureKey.Check(file)),
        ["kiosk.json"] = file => SentenceOf(() => SettingsLayer.OfFile(file)),
        ["timestamp.json"] = file => SentenceOf(() => new MetadataStore(Path.GetDirectoryName(file)!, new DurableFiles()).Read("timestamp")),
        ["generation-00000001.cache"] = file => SentenceOf(() => SealedPages.Open(file)),
        ["issuing.crl"] = file => SentenceOf(() => CrlFile.Open(new(file, file))),
        ["00000001.seg"] = file => SentenceOf(() => JournalVerifier.Verify(Path.GetDirectoryName(file)!)),
    };

    public static TheoryData<string> Names => [.. Readers.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_pipe(string name)
    {
        (await ChildProcess.RunAsync("mkfifo", folder[name])).With(0);

        Assert.Contains($"{folder[name]}: this is a pipe, where a file belongs; take it away", await ReadAsync(name), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_link_to_a_device(string name)
    {
        File.CreateSymbolicLink(folder[name], "/dev/zero");

        Assert.Contains($"{folder[name]}: this is a device, where a file belongs; take it away", await ReadAsync(name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root.json")]
    [InlineData("mode.json")]
    [InlineData("procedure.key")]
    [InlineData("kiosk.json")]
    [InlineData("timestamp.json")]
    public async Task A_folder(string name)
    {
        Directory.CreateDirectory(folder[name]);

        Assert.Contains($"{folder[name]}: this is a folder, where a file belongs; take it away", await ReadAsync(name), StringComparison.Ordinal);
    }

    private Task<string?> ReadAsync(string name) => Task.Run(() => Readers[name](folder[name])).WaitAsync(Timeout);

    private static string? SentenceOf(Action read) => Record.Exception(read)?.Message;
}
