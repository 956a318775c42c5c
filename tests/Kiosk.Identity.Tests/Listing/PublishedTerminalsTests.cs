using Kiosk.Feed.Metadata;
using Kiosk.Feed.Reading;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Listing;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;

namespace Kiosk.Identity.Tests.Listing;

/// <summary>The signed list of terminals, from a folder that anybody may have changed.</summary>
public sealed class PublishedTerminalsTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ManualTimeProvider time = new();
    private readonly TestTerminal first = new("HN-01");
    private readonly TestTerminal second = new("HN-02");
    private TestTerminalFeed feed = null!;

    public async Task InitializeAsync() => feed = await new TestTerminalFeed(folder["feed"], time).PublishAsync(first.Record, second.RevokedAt(time.GetUtcNow()));

    public Task DisposeAsync()
    {
        first.Dispose();
        second.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_enrolment_is_listed_and_who_was_revoked()
    {
        var published = await ReadAsync(feed.Anchor);

        Assert.Equal([("HN-01", null), ("HN-02", "stolen")], published.Records.Select(record => (record.Id, record.Revoked?.Reason)));
        Assert.Null(published.Expired);
    }

    [Fact]
    public async Task A_feed_of_before_the_first_enrolment_lists_nobody()
    {
        var young = await new TestTerminalFeed(folder["young"], time).PublishWithoutListAsync();

        Assert.Empty((await PublishedTerminals.ReadAsync(new FeedFolder(young.Folder), young.Anchor, time.GetUtcNow(), ExpiryRule.Refuse, CancellationToken.None)).Records);
    }

    [Fact]
    public async Task A_root_of_long_ago_leads_over_the_roots_between_to_the_newest()
    {
        await feed.RotateAsync();
        await feed.RotateAsync();

        Assert.Equal(3, (await ReadAsync(feed.Anchor)).Anchor.Floor.Root);
    }

    [Fact]
    public async Task A_list_that_was_changed_is_refused_by_its_files_name()
    {
        var content = await File.ReadAllBytesAsync(feed.SetFile);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(feed.SetFile, content);

        Assert.Contains($"{Path.GetFileName(feed.SetFile)} is not the file that the desk signed", await RefusalAsync(feed.Anchor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_missing_is_named()
    {
        var name = Path.GetFileName(feed.SetFile);
        File.Delete(feed.SetFile);

        Assert.Contains($"{name} is missing; copy the desk's whole folder feed again", await RefusalAsync(feed.Anchor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_of_other_keys_is_refused()
    {
        var other = await new TestTerminalFeed(folder["other"], time).PublishAsync(first.Record);

        Assert.Contains("is not signed by the keys that the trusted root names", await RefusalAsync(other.Anchor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_what_was_read_before_is_refused()
    {
        var older = Copy();
        await feed.PublishAsync(first.RevokedAt(time.GetUtcNow()), second.RevokedAt(time.GetUtcNow()));
        var read = await ReadAsync(feed.Anchor);

        var refused = await Assert.ThrowsAsync<FeedReadException>(() => PublishedTerminals.ReadAsync(new FeedFolder(older), read.Anchor, time.GetUtcNow(), ExpiryRule.Refuse, CancellationToken.None));

        Assert.Contains("is older than what was read before", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_expired_is_refused_or_flagged_as_the_reader_asks()
    {
        time.Advance(TimeSpan.FromDays(4000));

        Assert.Contains("has expired; get the newest publication", await RefusalAsync(feed.Anchor), StringComparison.Ordinal);
        Assert.NotNull((await ReadAsync(feed.Anchor, ExpiryRule.Flag)).Expired);
    }

    private Task<PublishedTerminals> ReadAsync(FeedAnchor anchor, ExpiryRule rule = ExpiryRule.Refuse) => PublishedTerminals.ReadAsync(new FeedFolder(feed.Folder), anchor, time.GetUtcNow(), rule, CancellationToken.None);

    private async Task<string> RefusalAsync(FeedAnchor anchor) => (await Assert.ThrowsAsync<FeedReadException>(() => ReadAsync(anchor))).Message;

    private string Copy()
    {
        foreach (var path in Directory.EnumerateFiles(feed.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder["copy"], Path.GetRelativePath(feed.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        return folder["copy"];
    }
}
