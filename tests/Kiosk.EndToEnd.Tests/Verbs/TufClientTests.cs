using System.Text;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Feed.Metadata;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>The command line that TUF clients are tested through, against a local server.</summary>
public sealed class TufClientTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private TestFeed feed = null!;
    private FeedServer server = null!;

    private string Metadata => folder["metadata"];

    public async Task InitializeAsync()
    {
        feed = await TestFeed.CreateAsync();
        // Today by the process's own clock, not the tests'.
        foreach (var role in RoleName.TopLevel)
        {
            feed.SetExpiry(role, DateTimeOffset.UtcNow.AddDays(30));
        }

        feed.AddTarget("path/to/@a.txt", "first"u8.ToArray());
        feed.AddTarget("Hà Nội?.txt", "second"u8.ToArray());
        await feed.PublishAsync("root", "targets", "snapshot", "timestamp");
        server = new(feed);
        await File.WriteAllBytesAsync(folder["root.json"], feed.File("root", 1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        server.Dispose();
        feed.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Init_copies_the_root_and_asks_nothing()
    {
        (await InitAsync()).AssertExit(0);

        Assert.Equal(feed.File("root", 1), await File.ReadAllBytesAsync(Path.Combine(Metadata, "root.json")));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("targets")]
    public async Task What_is_no_root_is_not_taken_for_one(string role)
    {
        await File.WriteAllBytesAsync(folder["root.json"], feed.File(role));

        (await InitAsync()).AssertRefused(1, $"{folder["root.json"]} cannot be used as the root of a repository: ");

        Assert.False(Directory.Exists(Metadata));
    }

    [Fact]
    public async Task A_file_of_anything_else_is_no_root_either()
    {
        await File.WriteAllTextAsync(folder["root.json"], "{}");

        (await InitAsync()).AssertRefused(1, folder["root.json"]);
    }

    [Fact]
    public async Task Refresh_keeps_trusted_metadata_under_plain_names()
    {
        await InitAsync();

        (await KioskProcess.RunAsync("tuf-client", "refresh", "--metadata-url", server.Metadata, "--metadata-dir", Metadata)).AssertExit(0);

        Assert.Equal(["root.json", "snapshot.json", "targets.json", "timestamp.json"], Directory.EnumerateFiles(Metadata).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(RoleName.TopLevel, role => Assert.Equal(feed.File(role), File.ReadAllBytes(Path.Combine(Metadata, $"{role}.json"))));
        Assert.Equal(["metadata/2.root.json", "metadata/3.root.json", "metadata/timestamp.json", "metadata/2.snapshot.json", "metadata/2.targets.json"], server.Requests);
    }

    [Fact]
    public async Task Download_fetches_in_order_stops_at_the_first_failure_and_skips_what_is_there()
    {
        await InitAsync();

        (await DownloadAsync("path/to/@a.txt", "missing", "Hà Nội?.txt")).AssertExit(1);
        Assert.Equal(["first"], Downloaded());

        server.Requests.Clear();
        (await DownloadAsync("path/to/@a.txt", "Hà Nội?.txt")).AssertExit(0);
        Assert.Equal(["first", "second"], Downloaded());
        Assert.Equal([$"targets/{FileHashes.Sha256Of("second"u8).Prefix}.H%C3%A0%20N%E1%BB%99i%3F.txt"], server.Requests.Where(request => request.StartsWith("targets", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refusal_is_one_sentence_and_exit_1()
    {
        await InitAsync();
        feed.Signers["timestamp"] = [feed.NewSigner()];
        await feed.PublishAsync("timestamp");

        var ended = await KioskProcess.RunAsync("tuf-client", "--metadata-url", server.Metadata, "--metadata-dir", Metadata, "refresh");

        ended.AssertRefused(1, "timestamp", "version 3");
    }

    [Fact]
    public async Task Roles_whose_keys_are_Ed25519_are_trusted_and_another_key_of_that_kind_is_not()
    {
        await InitAsync();
        using var key = NewEd25519();
        using var stranger = NewEd25519();
        foreach (var role in (string[])["targets", "snapshot", "timestamp"])
        {
            feed.SetKeys(role, 1, key);
        }

        await feed.PublishAsync("root", "targets", "snapshot", "timestamp");
        (await KioskProcess.RunAsync("tuf-client", "--metadata-url", server.Metadata, "--metadata-dir", Metadata, "refresh")).AssertExit(0);

        feed.Signers["timestamp"] = [stranger];
        await feed.PublishAsync("timestamp");
        (await KioskProcess.RunAsync("tuf-client", "--metadata-url", server.Metadata, "--metadata-dir", Metadata, "refresh")).AssertRefused(1, "timestamp");
    }

    [Theory]
    [InlineData("")]
    [InlineData("init")]
    [InlineData("refresh")]
    [InlineData("--metadata-dir /nonexistent/a init /nonexistent/root.json")]
    [InlineData("--metadata-dir /nonexistent/a refresh")]
    [InlineData("--metadata-dir /nonexistent/a --metadata-url http://127.0.0.1:9/ refresh")]
    [InlineData("--metadata-dir /nonexistent/a --metadata-url http://feed.example/ refresh")]
    [InlineData("--metadata-dir /nonexistent/a --metadata-url nonsense refresh")]
    [InlineData("--metadata-dir /nonexistent/a --colour red refresh")]
    public async Task Wrong_use_is_exit_1_too(string arguments)
    {
        var ended = await KioskProcess.RunAsync(["tuf-client", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        ended.AssertExit(1);
        Assert.NotEmpty(ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_says_how_it_ended()
    {
        await InitAsync();

        Assert.True((await KioskProcess.RunAsync("tuf-client", "refresh", "--json", "--metadata-url", server.Metadata, "--metadata-dir", Metadata)).Json.GetProperty("done").GetBoolean());
        Assert.False((await KioskProcess.RunAsync("tuf-client", "refresh", "--json", "--metadata-dir", Metadata)).Json.GetProperty("done").GetBoolean());
    }

    private static PemSigner NewEd25519()
    {
        using var pair = NewKeyPair.Make(KeyAlgorithm.Ed25519);
        return PemSigner.FromPem(pair.ToPem());
    }

    private Task<Ended> InitAsync() => KioskProcess.RunAsync("tuf-client", "--metadata-dir", Metadata, "init", folder["root.json"]);

    private Task<Ended> DownloadAsync(params IEnumerable<string> targets) => KioskProcess.RunAsync(
    [
        "tuf-client", "--metadata-dir", Metadata, "--metadata-url", server.Metadata,
        .. targets.SelectMany(target => new[] { "--target-name", target }), "--target-dir", folder["targets"], "--target-base-url", server.Targets, "download",
    ]);

    private IEnumerable<string> Downloaded() => Directory.EnumerateFiles(folder["targets"]).Select(path => File.ReadAllText(path, Encoding.UTF8)).Order(StringComparer.Ordinal);
}
