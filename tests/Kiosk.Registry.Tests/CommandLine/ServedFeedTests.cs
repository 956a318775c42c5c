using Kiosk.Feed.Metadata;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>A desk whose feed is not the one that was published or is served.</summary>
public sealed class ServedFeedTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(0, 20).Select(number => DeskPki.Issue(number))];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Timestamp => files.At("desk/feed/metadata/timestamp.json");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_feed_restored_from_an_old_backup_is_not_published_from()
    {
        var source = await PublishedTwiceAsync(backup: Path.Combine(Desk, "feed"));
        Restore(Path.Combine(Desk, "feed"));
        var before = await File.ReadAllBytesAsync(Timestamp);

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), "holds root 1 and timestamp 1, older than root 1 and timestamp 2");
        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk), "older than");
        AssertRefused(await Programs.RegistryAsync("rotate", "--desk", Desk, "timestamp"), "older than");

        Assert.Equal(before, await File.ReadAllBytesAsync(Timestamp));
        Assert.False(File.Exists(files.At("desk/feed/metadata/2.root.json")));
    }

    [Fact]
    public async Task A_desk_restored_whole_is_not_published_from_until_it_has_what_is_served()
    {
        var source = await PublishedTwiceAsync(backup: Desk);
        Copy(files.At("desk/feed"), files.At("served"));
        Restore(Desk);
        Settings("../served");

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), "serves timestamp 2");

        Directory.Delete(files.At("desk/feed"), recursive: true);
        Copy(files.At("served"), files.At("desk/feed"));
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        Assert.Equal(3, MetadataParser.ParseTimestamp(await File.ReadAllBytesAsync(Timestamp)).Content.Version);
    }

    [Fact]
    public async Task A_feed_without_what_was_published_is_refused_by_folder_file_and_remedy()
    {
        var source = await PublishedTwiceAsync(backup: Desk);
        Directory.Delete(files.At("desk/feed/targets"), recursive: true);

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), $"which was published, is no longer in {files.At("desk/feed")}: copy the newest copy of the feed there (the one that the web server serves, or a backup), then publish again.");
        Assert.Contains($" đã phát hành không còn trong {files.At("desk/feed")}: hãy chép bản mới nhất", (await Programs.RegistryInVietnameseAsync("publish", "--desk", Desk, "--from", source)).With(2).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty, so nobody knows what was published last: copy the newest copy of the feed there", "để trống nên không biết bản nào đã phát hành")]
    [InlineData("{}", "is damaged (", "bị hỏng [")]
    public async Task A_timestamp_that_the_disk_lost_is_refused_with_a_remedy(string content, string english, string vietnamese)
    {
        var source = await PublishedTwiceAsync(backup: Desk);
        await File.WriteAllTextAsync(Timestamp, content);

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), $"metadata/timestamp.json in {files.At("desk/feed")} {english}");
        Assert.Contains($"metadata/timestamp.json ở {files.At("desk/feed")} {vietnamese}", (await Programs.RegistryInVietnameseAsync("publish", "--desk", Desk, "--from", source)).With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_was_given_already_is_not_given_twice()
    {
        var source = await PublishedTwiceAsync(backup: Desk);
        Copy(files.At("desk/feed"), files.At("served"));
        Restore(Desk);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        Settings("../served");

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), "serves another timestamp 2");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    public async Task Where_nobody_says_what_is_served_nothing_is_published(string address)
    {
        var source = files.WriteSource(Cards[..2]);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        Settings(address);

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), $"What {address} serves cannot be read");

        Assert.False(File.Exists(Timestamp));
    }

    [Fact]
    public async Task What_is_served_at_an_address_is_compared()
    {
        var source = await PublishedTwiceAsync(backup: Desk);
        var newest = await File.ReadAllBytesAsync(Timestamp);
        Restore(Desk);
        using var server = new System.Net.HttpListener();
        var address = Listen(server);
        var answering = Task.Run(async () =>
        {
            var context = await server.GetContextAsync();
            await context.Response.OutputStream.WriteAsync(newest);
            context.Response.Close();
        });
        Settings(address);

        AssertRefused(await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source), "serves timestamp 2");
        await answering;
    }

    /// <summary>Publishes, keeps a copy of a folder, and publishes a change.</summary>
    /// <returns>The source folder.</returns>
    private async Task<string> PublishedTwiceAsync(string backup)
    {
        var source = files.WriteSource(Cards[..3]);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        Copy(backup, files.At("backup"));
        files.WriteMembers(Cards[..3], unit: "Chi bộ 2");
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        return source;
    }

    private void Restore(string folder)
    {
        Directory.Delete(folder, recursive: true);
        Copy(files.At("backup"), folder);
    }

    private void Settings(string published)
    {
        var path = files.At("desk/registry.json");
        files.Write("desk/registry.json", File.ReadAllText(path).Replace("\"publications\"", $"\"published\": \"{published}\",\n  \"publications\"", StringComparison.Ordinal));
    }

    private static void AssertRefused(Ended ended, string part)
    {
        ended.With(2);
        var sentence = Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("registry: ", StringComparison.Ordinal));
        Assert.Contains(part, sentence, StringComparison.Ordinal);
    }

    private static string Listen(System.Net.HttpListener server)
    {
        using var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://{free.LocalEndpoint}/";
        free.Stop();
        server.Prefixes.Add(address);
        server.Start();
        return address;
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
