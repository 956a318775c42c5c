using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Feed;
using Kiosk.Trials.World;

namespace Kiosk.Service.Tests.Sync;

/// <summary>Who is let in to a province's data, and what becomes of a terminal that is not.</summary>
public sealed class SealedFeedTests
{
    private const string MeetingId = "dai-hoi-2026";

    [Fact]
    public async Task A_terminal_that_was_never_let_in_takes_nothing_and_says_why()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20, prepare: feed => feed.ShutOut(TestDevice.Reader.Id));

        var refused = Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync());

        Assert.StartsWith("The feed has no key to the data of 01 for this terminal, HN-01: it is not enrolled, or was revoked. Have the desk let it in", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(FeedFault.NoAccess, FeedStanding.Read(Path.Combine(terminal.Folders.Sync, SyncSite.StandingName)).Fault);
        Assert.False(terminal.Cache.IsOpen);
    }

    [Fact]
    public async Task Once_it_is_let_in_the_next_sync_brings_everything()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20, prepare: feed => feed.ShutOut(TestDevice.Reader.Id));
        await terminal.SyncAsync();
        await terminal.Feed.LetIn(TestDevice.Reader).PublishAsync();

        await terminal.SyncWellAsync();

        Assert.Equal([MeetingId], terminal.Cache.Current.MeetingIds);
    }

    [Fact]
    public async Task A_key_that_was_sealed_to_another_device_is_said_to_be_that()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20, prepare: feed => feed.LetIn(new TrialDevice(TestDevice.Reader.Id).Reader));

        Assert.Contains("does not open with this terminal's own key", Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_theft_the_new_epoch_shuts_the_stolen_terminal_out_and_it_keeps_what_it_had_for_no_longer_than_it_was_good()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        var before = terminal.Setup.Status.Standing;
        terminal.Source.WriteCrls(number: 2);
        terminal.Time.Advance(TimeSpan.FromDays(1));
        await terminal.Feed.ShutOut(TestDevice.Reader.Id).BeginEpoch().Put(50, seed: 50).PublishAsync();

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.StartsWith("The feed has no key to the data of 01", Assert.Single(applied.Problems).English, StringComparison.Ordinal);
        Assert.Equal((FeedFault.NoAccess, before.Expires), (terminal.Setup.Status.Standing.Fault, terminal.Setup.Status.Standing.Expires));
        Assert.Equal("2", CachedCrls.ReadFacts(terminal.Cache.Current.File)[0].CrlNumber!.ToString());
        Assert.Equal((20, 1), (terminal.Cache.Current.Members.Count, terminal.Cache.Current.Header.Sets[0].Epoch));
        Assert.NotNull(terminal.Cache.Current.FindInvitation(MeetingId, TestSet.Tag(0)));
    }

    [Fact]
    public async Task Whoever_is_still_let_in_gets_everything_sealed_anew()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        await terminal.Feed.BeginEpoch().PublishAsync();

        await terminal.SyncWellAsync();

        Assert.All(terminal.Cache.Current.Header.Sets, set => Assert.Equal(2, set.Epoch));
        Assert.NotNull(terminal.Cache.Current.FindInvitation(MeetingId, TestSet.Tag(0)));
    }

    [Fact]
    public async Task A_new_epoch_of_which_not_all_arrives_leaves_all_of_the_old_one_in_force()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        await terminal.Feed.BeginEpoch().PublishAsync();
        terminal.Server.BreakAfter = path => path.Contains(".rosters.", StringComparison.Ordinal) ? 100 : null;

        await terminal.SyncAsync();

        Assert.All(terminal.Cache.Current.Header.Sets, set => Assert.Equal(1, set.Epoch));
        Assert.NotNull(terminal.Cache.Current.FindInvitation(MeetingId, TestSet.Tag(0)));
        terminal.Server.BreakAfter = _ => null;
        await terminal.SyncWellAsync();
        Assert.All(terminal.Cache.Current.Header.Sets, set => Assert.Equal(2, set.Epoch));
    }

    [Fact]
    public async Task A_further_terminal_costs_the_others_one_row()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        await terminal.Feed.LetIn(new TrialDevice("HN-02").Reader).PublishAsync();

        await terminal.SyncWellAsync();

        Assert.Equal([("audience", 2L), ("meetings", 1L), ("members", 1L), ("rosters", 1L)], terminal.Cache.Current.Header.Sets.Select(set => (set.Class, set.Version)));
    }

    [Fact]
    public async Task A_generation_does_not_open_for_a_terminal_whose_key_was_replaced()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        var other = new TrialDevice(TestDevice.Reader.Id);
        using var cache = new KioskCache(new CacheStore(terminal.Store.Folder, terminal.Files, keyring: new(other.Id, other.Recipient)), terminal.Time);

        var refused = Assert.Throws<CacheException>(() => cache.Refresh());

        Assert.Equal(CacheFault.NoAccess, refused.Fault);
        Assert.False(cache.IsOpen);
    }
}
