using System.Text.Json;
using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Configuration;
using Kiosk.Service.Demo;
using Kiosk.Service.Identity;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary><c>kiosk sync</c> against a real feed, over HTTP and from a courier's folder.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Fast();
    private DemoWorld world = null!;
    private DemoFeedServer server = null!;

    public async Task InitializeAsync()
    {
        using (var keys = TerminalKeys.Open(new KioskFolders(Data), TerminalId, KeyStoreSettings.InFile, new DurableFiles()))
        {
            world = await DemoWorld.CreateAsync(folder["world"], [new(TerminalId, keys.DecryptionKey.ExportSubjectPublicKeyInfo())], TimeProvider.System, CancellationToken.None);
        }

        server = await DemoFeedServer.StartAsync(world.Feed.Folder, CancellationToken.None);
        Configure(server.Address);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        world.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_new_terminal_gets_everything_and_the_next_time_nothing()
    {
        var first = (await SyncAsync("now", "--json")).AssertExit(0).Json;
        var second = (await SyncAsync("now", "--json")).AssertExit(0).Json;

        Assert.Equal(("applied", 1), (Text(first, "outcome"), first.GetProperty("generation").GetInt32()));
        Assert.True(first.GetProperty("bytes").GetInt64() > 100_000);
        Assert.Empty(first.GetProperty("problems").EnumerateArray());
        Assert.Equal(("notmodified", "Nothing changed."), (Text(second, "outcome"), Text(second, "sentence")));
        Assert.True(second.GetProperty("expires").GetDateTimeOffset() > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task For_people_it_prints_one_sentence()
    {
        var ended = (await SyncAsync("now")).AssertExit(0);

        Assert.StartsWith("Generation 1 is in use. (", Assert.Single(ended.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_reached_is_not_available_and_changes_nothing()
    {
        await SyncAsync("now");
        await server.DisposeAsync();

        var ended = (await SyncAsync("now", "--json")).AssertExit(3).Json;

        Assert.Equal("unreachable", Text(ended, "outcome"));
        Assert.Contains("cannot be reached", Text(ended, "sentence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_feed_is_a_no()
    {
        await SyncAsync("now");

        var ended = (await SyncAsync("import", SharedWorld.World.Feed.Folder, "--json")).AssertExit(1).Json;

        Assert.Equal("refused", Text(ended, "outcome"));
    }

    [Fact]
    public async Task A_stick_brings_the_same_without_a_network()
    {
        Configure(feed: "");

        var first = (await SyncAsync("import", world.Feed.Folder, "--json")).AssertExit(0).Json;
        var second = (await SyncAsync("import", world.Feed.Folder)).AssertExit(0);

        Assert.Equal("applied", Text(first, "outcome"));
        Assert.True(first.GetProperty("bytes").GetInt64() > 100_000);
        Assert.StartsWith("Nothing changed.", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sync/metadata")]
    [InlineData("sync")]
    public async Task An_older_stick_is_refused_also_where_the_trusted_metadata_was_deleted(string deleted)
    {
        CopyFolder(world.Feed.Folder, folder["older"]);
        await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);
        (await SyncAsync("now")).AssertExit(0);
        Directory.Delete(Path.Combine(Data, deleted), recursive: true);

        var older = (await SyncAsync("import", folder["older"], "--json")).AssertExit(1).Json;

        Assert.Equal("refused", Text(older, "outcome"));
        Assert.StartsWith("The stick is older than what this terminal has: timestamp version 1 is older than version 2, which was in force here. ", Text(older, "sentence"), StringComparison.Ordinal);
        (await SyncAsync("import", world.Feed.Folder)).AssertExit(0);
    }

    [Fact]
    public async Task What_was_changed_on_the_stick_is_a_no_and_the_rest_of_it_is_not_lost()
    {
        await SyncAsync("now");
        await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);
        foreach (var list in Directory.GetFiles(Path.Combine(world.Feed.Folder, "targets", "crls")))
        {
            await File.AppendAllTextAsync(list, "!");
        }

        var ended = (await SyncAsync("import", world.Feed.Folder, "--json")).AssertExit(1).Json;

        Assert.Equal("refused", Text(ended, "outcome"));
        Assert.Contains("crls/issuing-1.crl", Text(ended, "sentence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_leaves_sealed_on_a_stick()
    {
        Directory.CreateDirectory(folder["stick"]);
        await SyncAsync("now");
        await using (var service = KioskProcess.Start("run", "--config", Settings))
        {
            await Eventually.IsAsync(() => Task.FromResult(File.Exists(Path.Combine(Data, "control.sock"))), "the service runs");
            service.Signal(KioskProcess.Terminate);
            (await service.EndAsync()).AssertExit(0);
        }

        var report = (await SyncAsync("export", folder["stick"], "--json")).AssertExit(0).Json;

        Assert.Equal(Path.Combine(folder["stick"], "journal-HN-07"), Text(report, "folder"));
        // The service's start and its stop.
        Assert.Equal(2, report.GetProperty("records").GetInt32());
        Assert.True(JournalVerifier.Verify(Text(report, "folder")).IsWhole);
        Assert.Equal($"2 records are in {Text(report, "folder")}, their chain whole.", Assert.Single((await SyncAsync("export", folder["stick"])).AssertExit(0).OutputLines));
    }

    [Fact]
    public async Task A_running_service_serves_the_next_tap_by_what_a_stick_brought()
    {
        await SyncAsync("now");
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync("Xác thực thẻ đảng viên");
        await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);

        (await SyncAsync("import", world.Feed.Folder)).AssertExit(0);

        await service.Output.UntilAsync("Đã cập nhật dữ liệu");
        var status = (await KioskProcess.RunAsync("status", "--json", "--data", Data)).AssertExit(0).Json;
        Assert.Equal(2, status.GetProperty("cacheGeneration").GetInt32());
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    /// <summary>Case 16-stick-screen. The courier's unit treats exit codes 1 and 3 as handled.</summary>
    [Fact]
    public async Task Whoever_plugs_in_a_stick_that_is_of_no_use_reads_why_on_the_screen()
    {
        await SyncAsync("now");
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync("Xác thực thẻ đảng viên");
        Directory.CreateDirectory(folder["empty"]);
        Directory.CreateDirectory(folder["half/metadata"]);
        File.Copy(Path.Combine(world.Feed.Folder, "metadata", "1.root.json"), folder["half/metadata/1.root.json"]);

        (await SyncAsync("import", folder["empty"])).AssertExit(3);
        await service.Output.UntilAsync("Không tìm thấy dữ liệu");
        (await SyncAsync("import", folder["half"])).AssertExit(3);
        await service.Output.UntilAsync("chưa được chép đủ");
        (await SyncAsync("import", Path.GetDirectoryName(world.Feed.Folder)!)).AssertExit(0);
        await service.Output.UntilAsync("USB không có dữ liệu mới hơn");

        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    [Fact]
    public async Task A_stick_makes_the_sync_of_another_process_give_way()
    {
        using var mirror = new BadWebServer(world.Feed.Folder, BadHabits.Named("members never end"));
        Configure(mirror.Address);
        await using var byWire = KioskProcess.Start("sync", "now", "--config", Settings);
        var downloads = Path.Combine(Data, "sync", "targets");
        await Eventually.IsAsync(() => Task.FromResult(Directory.Exists(downloads) && Directory.GetFiles(downloads, "*.part").Length > 0), "a download that hangs");

        (await SyncAsync("import", world.Feed.Folder)).AssertExit(0);

        Assert.Contains("A stick goes first.", (await byWire.EndAsync()).AssertExit(3).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redirect to a file")]
    [InlineData("redirect to garbage")]
    [InlineData("redirect without end")]
    public async Task A_redirect_that_leads_nowhere_ends_with_one_sentence(string habit)
    {
        using var mirror = new BadWebServer(world.Feed.Folder, BadHabits.Named(habit));
        Configure(mirror.Address);

        var ended = (await SyncAsync("now")).AssertExit(3);

        Assert.StartsWith("timestamp.json: the server redirects", Assert.Single(ended.OutputLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not JSON")]
    public async Task A_root_that_cannot_be_used_is_named_and_not_kept(string content)
    {
        await File.WriteAllTextAsync(folder["bad.json"], content);
        Configure(server.Address, root: folder["bad.json"]);
        (await SyncAsync("now")).AssertRefused(2, folder["bad.json"], "cannot be used as the root of a feed");

        Configure(server.Address);
        (await SyncAsync("now")).AssertExit(0);
    }

    [Fact]
    public async Task Wrong_use_is_one_sentence()
    {
        (await SyncAsync("import", folder["unplugged"])).AssertRefused(2, $"There is no folder {folder["unplugged"]}");
        (await SyncAsync("export", folder["unplugged"])).AssertRefused(2, $"There is no folder {folder["unplugged"]}");
        Directory.Delete(Path.Combine(Data, "journal"), recursive: true);
        (await SyncAsync("export", folder.Path)).AssertRefused(2, "There is no journal");
        (await SyncAsync("export", "/proc")).AssertRefused(2, "Nothing can be written to /proc", "Mount the stick");
        Configure(server.Address, root: "");
        (await SyncAsync("now")).AssertRefused(2, "name its file: Kiosk:Sync:Root");
        Configure(server.Address, root: folder["missing.json"]);
        (await SyncAsync("now")).AssertRefused(2, folder["missing.json"], "which is missing");
        Configure(feed: "");
        (await SyncAsync("now")).AssertRefused(2, "Kiosk:Sync:Feed names no feed");
        Assert.NotEqual(0, (await SyncAsync("then")).ExitCode);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private const string TerminalId = "HN-07";

    private string Data => folder["data"];

    private string Settings => folder["kiosk.json"];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private Task<Ended> SyncAsync(params IReadOnlyList<string> arguments) => KioskProcess.RunAsync(["sync", .. arguments, "--config", Settings]);

    private void Configure(string feed, string? root = null) => SettingsFile.Write(Settings, new
    {
        TerminalId,
        Attended = true,
        DataFolder = Data,
        Reader = new { Kind = "virtual" },
        Http = new { Port = 0 },
        Sync = new { Feed = feed, Root = root ?? world.Feed.RootFile, Provinces = world.Feed.Province.Text },
    });
}
