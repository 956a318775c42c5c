using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.SelfTest;
using Kiosk.Service.Sync;
using Kiosk.Testing.Pki;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Tests.Sync;

/// <summary>The loop on a clock that the test moves.</summary>
public sealed class SyncLoopTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = SyncPolicy.Default.Interval;

    [Fact]
    public async Task It_syncs_soon_after_the_start_and_then_at_the_signed_interval()
    {
        await using var loop = await RunningLoop.StartAsync();
        Assert.Equal(0, loop.Syncs);

        await loop.AdvanceAsync(First);
        Assert.Equal(1, loop.Syncs);
        Assert.True(loop.Terminal.Holds(7));

        // It may have come at any moment of those twenty seconds.
        Assert.InRange(await loop.UntilNextAsync(), (Interval * 0.8) - First, (Interval * 1.2) + RunningLoop.Step);
    }

    [Fact]
    public async Task While_the_feed_is_down_it_tries_ever_more_rarely_and_recovers_by_itself()
    {
        await using var loop = await RunningLoop.StartAsync();
        loop.Terminal.Server.IsDown = true;
        await loop.AdvanceAsync(First);
        for (var failure = 1; failure <= 7; failure++)
        {
            var wait = TimeSpan.FromMinutes(Math.Pow(2, failure - 1));
            Assert.InRange(await loop.UntilNextAsync(), (wait * 0.8) - First, (wait * 1.2) + RunningLoop.Step);
        }

        loop.Terminal.Server.IsDown = false;
        await loop.UntilNextAsync();
        Assert.True(loop.Terminal.Holds(7));
    }

    [Fact]
    public async Task What_quiet_hours_put_off_comes_when_they_are_over()
    {
        var quiet = TimeOnly.FromTimeSpan((TestPki.Now + TimeSpan.FromHours(7)).TimeOfDay);
        await using var loop = await RunningLoop.StartAsync(policy: SyncPolicy.Default with { QuietHours = [new(quiet, quiet.AddHours(3))] });
        await loop.AdvanceAsync(First);
        loop.Terminal.Source.WriteCrls(number: 2, TestPki.Issue(serial: 1).RevokedAt(TestPki.Yesterday));
        await loop.Terminal.Feed.Put(1000, seed: 1).PublishAsync();

        await loop.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(1, loop.Terminal.Cache.Current.Counts.Revocations);
        Assert.False(loop.Terminal.Holds(1000));

        await loop.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.True(loop.Terminal.Holds(1000));
    }

    [Fact]
    public async Task Within_its_byte_budget_it_goes_on_hour_by_hour_until_all_is_there()
    {
        const int perHour = 60_000;
        await using var loop = await RunningLoop.StartAsync(maxBytesPerHour: perHour);
        await loop.AdvanceAsync(First);
        Assert.False(loop.HasGeneration);
        var sent = loop.Terminal.Server.Sent;

        await loop.AdvanceAsync(TimeSpan.FromMinutes(50));
        Assert.True(loop.Terminal.Server.Sent - sent < perHour / 2, $"{loop.Terminal.Server.Sent - sent} bytes in the hour whose bytes were spent");
        await loop.AdvanceAsync(TimeSpan.FromHours(4));
        Assert.True(loop.Terminal.Holds(7));
    }

    [Fact]
    public async Task A_bug_that_one_feed_uncovers_does_not_end_the_syncs_to_come()
    {
        await using var loop = await RunningLoop.StartAsync();
        loop.Terminal.Server.Tamper = (_, _) => throw new InvalidCastException("A bug.");
        await loop.AdvanceAsync(First);
        Assert.Contains("Sync failed unexpectedly", loop.Log, StringComparison.Ordinal);
        loop.Terminal.Server.Tamper = (_, _) => null;

        await loop.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.True(loop.Terminal.Holds(7));
    }

    /// <summary>A terminal whose loop runs; the log tells how many syncs have ended.</summary>
    private sealed class RunningLoop : IAsyncDisposable
    {
        public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

        private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

        private readonly CapturedLog log = new();

        /// <summary>The loop's own, moved together with the terminal's: what waits on it is the loop and nothing else.</summary>
        private readonly ManualTimeProvider time = new(TestPki.Now);
        private readonly LoggerFactory loggers;
        private readonly SyncLoop loop;

        private RunningLoop(SyncedTerminal terminal)
        {
            Terminal = terminal;
            loggers = new LoggerFactory([log]);
            loop = new SyncLoop(terminal.Setup, time, loggers.CreateLogger<SyncLoop>());
        }

        public SyncedTerminal Terminal { get; }

        public string Log => log.Text;

        public int Syncs => Log.Split('\n').Count(line => line.Contains($" {typeof(SyncLoop).FullName}: Sync", StringComparison.Ordinal));

        public bool HasGeneration
        {
            get
            {
                using var generation = Terminal.Store.TryOpenBasis(CancellationToken.None)?.Generation;
                return generation is not null;
            }
        }

        public static async Task<RunningLoop> StartAsync(int maxBytesPerHour = 0, SyncPolicy? policy = null)
        {
            var running = new RunningLoop(await SyncedTerminal.CreateAsync(maxBytesPerHour: maxBytesPerHour, prepare: feed =>
            {
                feed.Policy = policy ?? SyncPolicy.Default;
                return feed;
            }));
            await running.loop.StartAsync(CancellationToken.None);
            await running.RestAsync();
            return running;
        }

        /// <summary>Moves the clock on in steps, each sync on the way brought to its end.</summary>
        public async Task AdvanceAsync(TimeSpan span)
        {
            for (var left = span; left > TimeSpan.Zero; left -= Step)
            {
                var step = left < Step ? left : Step;
                Terminal.Time.Advance(step);
                time.Advance(step);
                await RestAsync();
            }
        }

        /// <returns>How long until one more sync has ended, to a step.</returns>
        public async Task<TimeSpan> UntilNextAsync()
        {
            var before = Syncs;
            var waited = TimeSpan.Zero;
            for (; Syncs == before; waited += Step)
            {
                await AdvanceAsync(Step);
            }

            return waited;
        }

        public async ValueTask DisposeAsync()
        {
            await loop.StopAsync(CancellationToken.None);
            loop.Dispose();
            loggers.Dispose();
            Terminal.Dispose();
        }

        private async Task RestAsync()
        {
            using var timeout = new CancellationTokenSource(Timeout);
            while (time.WaitingTimers == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), timeout.Token);
            }
        }
    }
}
