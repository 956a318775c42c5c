using Kiosk.Collector.Roll;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Microsoft.Extensions.Logging;
using FeedServer = Kiosk.Collector.Roll.FeedServer;

namespace Kiosk.Collector.Tests.Roll;

/// <summary>The collector reads the desk's list from a web server at its start and every quarter of an hour, by a clock that the test moves.</summary>
public sealed class RollRefreshTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ManualTimeProvider desk = new();
    private readonly ManualTimeProvider time = new();
    private readonly TerminalAuthority authority = TerminalAuthority.Create("Desk", new ManualTimeProvider().GetUtcNow());
    private readonly LogLines log = new();
    private TerminalRoll roll = null!;
    private TerminalRecord listed = null!;
    private TestTerminalFeed feed = null!;
    private FolderServer server = null!;
    private RollRefresh loop = null!;

    public async Task InitializeAsync()
    {
        using var keys = KeyFile.Create(folder["device.key"], new DurableFiles());
        var answer = authority.Issue(EnrolmentRequest.Create("HN-01", keys, token: null), time.GetUtcNow());
        listed = new("HN-01", "2", answer.SigningCertificate, answer.DecryptionCertificate);
        feed = await new TestTerminalFeed(folder["feed"], desk).PublishAsync(listed);
        server = new(feed.Folder);
        roll = new(folder["collector"], new DurableFiles());
        loop = new(roll, new FeedServer(server.Address), feed.Root, desk: null, time, log);
    }

    public async Task DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        loop.Dispose();
        server.Dispose();
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task At_the_start_the_list_is_read()
    {
        await StartAsync();

        Assert.Equal("", string.Join('\n', log.Lines));
        Assert.Equal("HN-01", Assert.Single(roll.Current.Terminals).Id);
    }

    [Fact]
    public async Task A_revocation_is_known_a_quarter_of_an_hour_later_and_not_before()
    {
        await StartAsync();
        await RevokeAsync();

        await AdvanceAsync(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var before = roll.Current.RevocationOf("HN-01");
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Null(before);
        Assert.Equal("stolen", roll.Current.RevocationOf("HN-01")?.Reason);
    }

    [Fact]
    public async Task A_round_that_fails_keeps_what_was_read_and_the_next_reads_again()
    {
        await StartAsync();
        await RevokeAsync();
        server.IsFailing = true;
        await AdvanceAsync(TimeSpan.FromMinutes(15));
        var meanwhile = roll.Current;
        server.IsFailing = false;

        await AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Contains("HTTP 503", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Null(Assert.Single(meanwhile.Terminals).Revoked);
        Assert.Equal("stolen", roll.Current.RevocationOf("HN-01")?.Reason);
    }

    private async Task StartAsync()
    {
        await loop.StartAsync(CancellationToken.None);
        await SettleAsync();
    }

    private async Task RevokeAsync() => await feed.PublishAsync(listed with { Revoked = new TerminalRevocation(time.GetUtcNow(), "stolen") });

    private async Task AdvanceAsync(TimeSpan span)
    {
        time.Advance(span);
        await SettleAsync();
    }

    // Until it waits for its clock alone.
    private async Task SettleAsync()
    {
        using var timeout = new CancellationTokenSource(Limit);
        while (time.WaitingTimers == 0)
        {
            Assert.False(timeout.IsCancellationRequested, "The loop does not come to its next wait.");
            await Task.Yield();
        }
    }

    private sealed class LogLines : ILogger<RollRefresh>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
