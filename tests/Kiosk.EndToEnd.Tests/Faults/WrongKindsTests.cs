using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>Something else than its file bears the name of each file of the terminal's own: <c>run</c> never waits for it and never ends with a stack trace.</summary>
public sealed class WrongKindsTests : IAsyncLifetime
{
    /// <summary>Without which the terminal stays up, in service or out of it.</summary>
    private static readonly string[] KeptNames =
    [
        "mode.json", "procedure.key", "journal", "journal/00000001.seg", "journal/writer.lock", "cache.key", "cache.feed", "cache.floor", "cache/CURRENT", "cache/LOCK", "sync/LOCK", "sync/STICK", "sync/standing.json", "sync/metadata/timestamp.json", "page.url",
    ];

    /// <summary>Without which it does not start, with one sentence that names the place.</summary>
    private static readonly string[] RefusedNames = ["control.sock", "sync/metadata/root.json", "sync/metadata"];

    private readonly TestFolder folder = TestFolder.Fast();
    private string root = "";

    public static TheoryData<string> Kept => [.. KeptNames];

    public async Task InitializeAsync()
    {
        var feed = TestPublisher.Create(folder["feed"], TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1)), TimeProvider.System, members: 1);
        await feed.PublishAsync();
        root = feed.RootFile;
        OpenToEverybody(folder.Path);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public Task The_terminal_stays_up_and_ends_when_it_is_asked(string name) =>
        Task.WhenAll(AssertUpAsync(name, "folder", MakeFolder), AssertUpAsync(name, "pipe", MakePipe), AssertUpAsync(name, "device", LinkToDevice));

    [Theory]
    [InlineData("control.sock")]
    [InlineData("sync/metadata/root.json")]
    public Task A_file_that_is_none_is_refused(string name) =>
        Task.WhenAll(AssertRefusedAsync(name, "folder", MakeFolder), AssertRefusedAsync(name, "pipe", MakePipe), AssertRefusedAsync(name, "device", LinkToDevice));

    [Fact]
    public Task A_folder_of_metadata_that_is_none_is_refused() => Task.WhenAll(
        AssertRefusedAsync("sync/metadata", "pipe", MakePipe), AssertRefusedAsync("sync/metadata", "device", LinkToDevice), AssertRefusedAsync("sync/metadata", "empty", MakeEmpty));

    [FactAsRoot]
    public Task What_its_user_may_not_read_keeps_it_up_too() =>
        Parallel.ForEachAsync(KeptNames, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (name, _) => await AssertUpAsync(name, "closed", MakeClosed));

    [FactAsRoot]
    public Task What_its_user_may_not_read_is_refused_by_name_where_it_cannot_start_without() =>
        Task.WhenAll(RefusedNames.Select(name => AssertRefusedAsync(name, "closed", MakeClosed)));

    [Theory]
    [InlineData("mode.json", "{ \"kind\": ", "not a mode: line 1, column ", "Máy không đọc được chế độ hoạt động đã chọn.")]
    [InlineData("mode.json", "{ \"colour\": \"red\" }", "not a mode", "Máy không đọc được chế độ hoạt động đã chọn.")]
    [InlineData("mode.json", "", "not a mode: line 1, column 1: there is nothing in it; JSON begins with a brace or a bracket.", "Máy không đọc được chế độ hoạt động đã chọn.")]
    [InlineData("mode.json", "null", "not a mode", "Máy không đọc được chế độ hoạt động đã chọn.")]
    [InlineData("procedure.key", "short", "the procedure key has 5 bytes instead of 32", "Máy không đọc được khóa dùng cho thủ tục.")]
    public async Task A_file_beside_the_journal_that_is_not_what_it_should_be_is_an_outage_until_it_is_gone(string name, string content, string sentence, string screen)
    {
        using var installation = new Installation();
        var file = Path.Combine(installation.Data, name);
        await File.WriteAllTextAsync(file, content);
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", installation.SettingsFile);
        await service.Output.UntilAsync(screen);

        Assert.Equal(503, await installation.StatusOfAsync("/health/ready"));
        var status = (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(1);
        Assert.StartsWith($"NOT READY  terminal.out-of-service: {file}: {sentence}", status.Output, StringComparison.Ordinal);

        File.Delete(file);
        await installation.ReadyAsync();
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    private async Task AssertUpAsync(string name, string kind, Action<string> make)
    {
        var (settings, address) = Prepare(name, kind, make, out _);
        await using var process = Start(kind, settings);
        using var http = new HttpClient { BaseAddress = address };

        await Eventually.IsAsync(async () => await AnswersAsync(http) || process.HasEnded, $"{name} as {kind}");

        Assert.True(await AnswersAsync(http), $"{name} as {kind}: {process.Errors}");
        process.Signal(KioskProcess.Terminate);
        (await process.EndAsync()).AssertExit(0);
    }

    private async Task AssertRefusedAsync(string name, string kind, Action<string> make)
    {
        var (settings, _) = Prepare(name, kind, make, out var path);
        await using var process = Start(kind, settings);

        var ended = await process.EndAsync();

        ended.AssertRefused(2, path);
        Assert.DoesNotContain("errno", ended.Errors, StringComparison.Ordinal);
    }

    /// <summary>As another user where it is about what a user may read: root may read everything.</summary>
    private static KioskProcess Start(string kind, string settings) =>
        KioskProcess.Start(kind == "closed" ? ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"] : [], new Dictionary<string, string>(), "run", "--config", settings);

    private (string Settings, Uri Address) Prepare(string name, string kind, Action<string> make, out string path)
    {
        var home = folder[$"{name.Replace('/', '-')}.{kind}"];
        var data = Path.Combine(home, "data");
        path = Path.Combine(data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        make(path);
        var port = Kiosk.Testing.Pcsc.FreePorts.TakePair();
        var settings = Path.Combine(home, "kiosk.json");
        SettingsFile.Write(settings, new { Installation.TerminalId, DataFolder = data, Reader = new { Kind = "virtual" }, Http = new { Port = port }, Page = new { Enabled = true }, Sync = new { Feed = "http://127.0.0.1:9/", Root = root, Provinces = "01" } });
        return (settings, new Uri($"http://127.0.0.1:{port}/health/live"));
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync((Uri?)null);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static void MakeFolder(string path) => Directory.CreateDirectory(path);

    private static void MakePipe(string path) => Shell("mkfifo", path);

    private static void LinkToDevice(string path) => File.CreateSymbolicLink(path, "/dev/zero");

    private static void MakeEmpty(string path) => File.WriteAllText(path, "");

    private static void MakeClosed(string path)
    {
        File.WriteAllText(path, "x");
        Shell("chown", "-R", "12345", Path.GetDirectoryName(path)!);
        Shell("chown", "-R", "12345", NearestData(path));
        Shell("chmod", "000", path);
    }

    private static string NearestData(string path) => path[..(path.IndexOf("/data/", StringComparison.Ordinal) + "/data".Length)];

    private static void OpenToEverybody(string path) => Shell("chmod", "-R", "a+rX", path);

    private static void Shell(string program, params string[] arguments) => ChildProcess.Run(program, arguments).With(0);
}
