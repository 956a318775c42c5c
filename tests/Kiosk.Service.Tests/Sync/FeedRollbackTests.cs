using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Processes;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Sync;

/// <summary>An older feed is not taken, whoever deleted what this terminal had kept of the newer one.</summary>
public sealed class FeedRollbackTests
{
    private const string OlderStick =
        "The stick is older than what this terminal has: timestamp version 1 is older than version 3, which was in force here. Nothing was taken from it; bring a newer copy of the desk's folder feed.";

    private const string OlderServer =
        "The server offers an older state than this terminal has: timestamp version 1 is older than version 3, which was in force here. What is here stays in force; a mirror that lags behind mends itself, else have the desk publish again.";

    /// <summary>What somebody deletes or overwrites in the data folder while the service is stopped; a name with <c>=</c> is overwritten.</summary>
    public static TheoryData<string> Losses =>
    [
        "sync/metadata",
        "sync",
        "sync cache",
        "sync cache.floor",
        "sync cache.feed",
        "sync =cache.feed",
    ];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task An_older_stick_takes_nothing_back_whatever_was_deleted(string losses)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        await PublishTwiceAsync(terminal);
        Lose(terminal, losses);

        Assert.Equal((StickNews.Older, OlderStick), await StickTests.ImportAsync(terminal, stick));

        await terminal.Feed.Put(1001, seed: 2).PublishAsync();
        Assert.Equal(StickNews.Updated, (await StickTests.ImportAsync(terminal, terminal.Feed.Folder)).News);
        Assert.Equal((false, true), (terminal.Holds(7), terminal.Holds(1001)));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_stale_mirror_takes_nothing_back_whatever_was_deleted(string losses)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stale = terminal.Feed.CopyTo(terminal["stale"]);
        await PublishTwiceAsync(terminal);
        Lose(terminal, losses);
        terminal.Server.Folder = stale;

        Assert.Equal(OlderServer, Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync()).Sentence);

        await terminal.Feed.Put(1001, seed: 2).PublishAsync();
        terminal.Server.Folder = terminal.Feed.Folder;
        await terminal.SyncWellAsync();
        Assert.Equal((false, true), (terminal.Holds(7), terminal.Holds(1001)));
    }

    [Theory]
    [InlineData("sync cache.key cache.feed")]
    [InlineData("sync =cache.key")]
    [InlineData("sync cache cache.feed")]
    public async Task Where_nothing_says_any_more_what_was_in_force_no_feed_is_taken_until_all_is_forgotten(string losses)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await PublishTwiceAsync(terminal);
        Lose(terminal, losses);

        var refused = Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync());

        Assert.Equal(
            $"{terminal.Folders.Cache}.feed is missing or is not as this terminal wrote it, and nothing else here says how new the feed was that was in force: an older one would be taken for new, so none is taken. "
            + $"Bring the desk's newest copy, stop the service, forget all that came from the feed (rm -r {terminal.Folders.Cache} {terminal.Folders.Cache}.* {terminal.Folders.Sync}), start the service, and fetch the data anew: kiosk sync now, or kiosk sync import PATH",
            refused.Sentence);
        Lose(terminal, "sync cache cache.key cache.floor cache.feed");
        await terminal.SyncWellAsync();
        Assert.True(terminal.Holds(1000));
    }

    [Theory]
    [InlineData("cache.key")]
    [InlineData("=cache.key cache.feed")]
    public async Task A_lost_key_alone_is_made_anew_and_the_kept_metadata_still_says_what_is_older(string losses)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        await PublishTwiceAsync(terminal);
        Lose(terminal, losses);

        Assert.Equal(StickNews.Older, (await StickTests.ImportAsync(terminal, stick)).News);
        await terminal.SyncWellAsync();
        Assert.True(terminal.Holds(1000));
    }

    [Theory]
    [InlineData("sync cache cache.feed")]
    [InlineData("cache.key")]
    [InlineData("cache")]
    [InlineData("sync cache")]
    [InlineData("sync cache.feed cache.key")]
    public async Task An_older_stick_is_not_taken_whatever_was_deleted(string losses)
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        await PublishTwiceAsync(terminal);
        Lose(terminal, losses);

        Assert.NotEqual(StickNews.Updated, (await StickTests.ImportAsync(terminal, stick)).News);
    }

    [Fact]
    public async Task A_stick_from_before_the_desk_changed_its_keys_is_older_however_new_its_numbers()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        for (var day = 0; day < 5; day++)
        {
            await terminal.Feed.PublishAsync();
        }

        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        await terminal.Feed.RotateAsync();
        await PublishTwiceAsync(terminal);
        Lose(terminal, "sync");

        var (news, said) = await StickTests.ImportAsync(terminal, stick);

        Assert.Equal(StickNews.Older, news);
        Assert.Contains(": root version 1 is older than version 2, which was in force here. ", said, StringComparison.Ordinal);
        terminal.Restart();
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    [Fact]
    public async Task A_desk_that_began_anew_is_another_feed_until_all_of_the_old_one_is_forgotten()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await PublishTwiceAsync(terminal);
        var anew = TestPublisher.Create(terminal["anew"], terminal.Source, terminal.Time, members: 1);
        await anew.PublishAsync();
        Lose(terminal, "sync");
        Directory.Delete(terminal.Folders.Sync, recursive: true);
        Assert.Null(terminal.Setup.TrustRoot(anew.RootFile));

        var (news, said) = await StickTests.ImportAsync(terminal, anew.Folder);

        Assert.Equal(StickNews.Foreign, news);
        Assert.StartsWith("This terminal was in use with another feed: root version 1 is not the root version 1 that was in force here. What is here stays in force. If its desk has begun anew, stop the service, ", said, StringComparison.Ordinal);
        Array.ForEach(Directory.GetFiles(terminal.Folders.Data, "cache.*"), File.Delete);
        Directory.Delete(terminal.Folders.Cache, recursive: true);
        Assert.Equal(StickNews.Updated, (await StickTests.ImportAsync(terminal, anew.Folder)).News);
    }

    [Fact]
    public async Task A_compacted_generation_remembers_too()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 300);
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        await PublishTwiceAsync(terminal);
        for (var number = 0; number < 5; number++)
        {
            await terminal.Feed.Put(1000 + number, seed: 100 + number).PublishAsync();
            await terminal.SyncWellAsync();
        }

        File.Delete(terminal.Folders.Cache + ".feed");
        Assert.NotNull(await terminal.Setup.Site.CompactAsync(terminal.Time, CancellationToken.None));
        Lose(terminal, "sync");

        Assert.Equal(StickNews.Older, (await StickTests.ImportAsync(terminal, stick)).News);
    }

    /// <summary>The member 7 leaves and the member 1000 comes, at version 3 of the timestamp or later.</summary>
    private static async Task PublishTwiceAsync(SyncedTerminal terminal)
    {
        await terminal.Feed.Remove(7).PublishAsync();
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        await terminal.SyncWellAsync();
    }

    private static void Lose(SyncedTerminal terminal, string losses)
    {
        foreach (var loss in losses.Split(' '))
        {
            var path = Path.Combine(terminal.Folders.Data, loss.TrimStart('='));
            ChildProcess.Run("rm", "-r", path);
            File.WriteAllBytes(loss[0] == '=' ? path : terminal["nothing"], new byte[32]);
        }

        terminal.Restart();
    }
}
