#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a few lines above.
using Kiosk.Feed.Targets;
using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Sync;

/// <summary>A mirror from which the members come slowly: neither a revocation nor a stick waits for it.</summary>
public sealed class SlowMirrorTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Silence, the whole body, the next piece, the next look at revocation, the next look for a stick.</summary>
    private const int TimersOfADownload = 5;

    [Fact]
    public async Task A_revocation_is_in_force_while_the_members_still_come()
    {
        using var terminal = await ChangedAsync();
        using var drip = new Drip(terminal.Time, Pause, bytes: 3000);
        terminal.Server.Drip = path => path.Contains("members", StringComparison.Ordinal) ? drip : null;
        var syncing = terminal.SyncAsync();
        await drip.UntilAskedAsync();
        terminal.Source.WriteCrls(number: 2, TestPki.Issue(serial: 1).RevokedAt(TestPki.Yesterday));
        await terminal.Feed.PublishAsync();

        for (var waited = TimeSpan.Zero; waited <= terminal.Feed.Policy.Interval; waited += Pause)
        {
            terminal.Time.Advance(Pause);
            await drip.UntilAskedAsync();
        }

        await UntilAsync(() => terminal.Cache.Current.Counts.Revocations == 1);
        Assert.False(syncing.IsCompleted);
        Assert.False(terminal.Holds(1000));
        drip.Open();
        terminal.Time.Advance(Pause);
        Assert.Empty(Assert.IsType<SyncOutcome.Applied>(await syncing).Problems);
        Assert.True(terminal.Holds(1000));
        Assert.Equal(1, terminal.Cache.Current.Counts.Revocations);
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    /// <summary>What the stick's copy lacks at its beginning was fetched before: only together do they make the file.</summary>
    [Fact]
    public async Task A_stick_is_read_at_once_and_what_was_fetched_before_is_kept()
    {
        using var terminal = await ChangedAsync();
        using var drip = new Drip(terminal.Time, Pause, bytes: 3000);
        terminal.Server.Drip = path => path.Contains("members", StringComparison.Ordinal) ? drip : null;
        var stick = terminal.Feed.CopyTo(terminal["stick"]);
        var syncing = terminal.SyncAsync();
        await drip.UntilAskedAsync();
        terminal.Time.Advance(Pause);
        await drip.UntilAskedAsync();
        foreach (var copy in Directory.GetFiles(stick, "*members*", SearchOption.AllDirectories))
        {
            await using var file = File.OpenWrite(copy);
            await file.WriteAsync(new byte[1000]);
        }

        await UntilAsync(() => terminal.Time.WaitingTimers == TimersOfADownload);
        var importing = terminal.Setup.Sync.RunAsync(new StickFeedFiles(stick, []), CancellationToken.None);
        terminal.Time.Advance(StickPrecedence.NoticeInterval);

        Assert.Equal("A stick goes first. What was fetched is kept; the next sync goes on from there.", Assert.IsType<SyncOutcome.Yielded>(await syncing).Sentence);
        Assert.Empty(Assert.IsType<SyncOutcome.Applied>(await importing).Problems);
        Assert.True(terminal.Holds(1000));
    }

    [Fact]
    public async Task While_a_stick_is_read_no_sync_by_wire_begins()
    {
        using var terminal = await ChangedAsync();
        terminal.Server.Forget();
        using var claim = await terminal.Setup.Site.Sticks.ClaimAsync(terminal.Time, CancellationToken.None);

        Assert.IsType<SyncOutcome.Yielded>(await terminal.SyncAsync());

        Assert.Empty(terminal.Server.Requests);
    }

    [Fact]
    public async Task A_mirror_that_drips_165_bytes_a_second_is_given_up_and_its_lock_with_it()
    {
        using var terminal = await ChangedAsync();
        using var drip = new Drip(terminal.Time, Pause, bytes: 165 * 5);
        terminal.Server.Drip = path => path.Contains("members", StringComparison.Ordinal) ? drip : null;
        var syncing = terminal.SyncAsync();
        for (var piece = 0; piece <= 24; piece++)
        {
            await Task.WhenAny(drip.UntilAskedAsync(), syncing);
            terminal.Time.Advance(Pause);
        }

        Assert.Contains("sends less than 512 bytes a second", (await syncing).Sentence, StringComparison.Ordinal);
        terminal.Server.Drip = _ => null;
        await terminal.SyncWellAsync();
        Assert.True(terminal.Holds(1000));
    }

    /// <summary>In sync with a feed that has 300 members more since.</summary>
    private static async Task<SyncedTerminal> ChangedAsync()
    {
        var terminal = await SyncedTerminal.CreateAsync(members: 20, prepare: feed =>
        {
            feed.Policy = SyncPolicy.Default with { Interval = TimeSpan.FromMinutes(1) };
            return feed;
        });
        await terminal.SyncWellAsync();
        for (var number = 1000; number < 1300; number++)
        {
            terminal.Feed.Put(number, seed: number);
        }

        await terminal.Feed.PublishAsync();
        return terminal;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), timeout.Token);
        }
    }
}
