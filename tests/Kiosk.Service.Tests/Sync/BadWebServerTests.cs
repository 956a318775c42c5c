using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Sync;

/// <summary>Real servers and networks with bad habits: each is named as what it is, with what to do, and costs nothing. Case 11-feed-http.</summary>
public sealed class BadWebServerTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("br label")]
    [InlineData("chunked")]
    [InlineData("HTTP/1.0")]
    [InlineData("403 for 404")]
    [InlineData("410 for 404")]
    [InlineData("redirect once")]
    public async Task What_does_no_harm_is_taken_without_a_word(string habit)
    {
        await using var terminal = await BadlyServedTerminal.CreateAsync(habit);

        Assert.Equal("Generation 1 is in use.", (await terminal.SyncAsync()).Sentence);
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    [Theory]
    [InlineData("soft 404", "a soft 404")]
    [InlineData("redirect for 404", "redirects in a circle")]
    public async Task A_server_that_does_not_say_404_is_told_of_and_synced_from(string habit, string cause)
    {
        await using var terminal = await BadlyServedTerminal.CreateAsync(habit);

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.Empty(applied.Problems);
        Assert.StartsWith("Generation 1 is in use. 2.root.json: ", applied.Sentence, StringComparison.Ordinal);
        Assert.Contains(cause, applied.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("the server should answer 404.", applied.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("portal", "timestamp.json: a web page came instead, as for every other file: the network asks for a login first (a captive portal)")]
    [InlineData("portal without a length", "(a captive portal)")]
    [InlineData("portal by redirect", "(a captive portal)")]
    [InlineData("portal elsewhere", "redirects to another host, login.example, and is not followed. If this is the login page of the network (a captive portal)")]
    [InlineData("portal 511", "asks for a login first (a captive portal: HTTP 511)")]
    [InlineData("portal for targets", "crls/issuing-1.crl, crls/issuing-2.crl, crls/root.crl and 11 more: a web page came instead")]
    [InlineData("gzip", "timestamp.json: the server packs it (Content-Encoding: gzip) although it was asked not to. Switch compression off")]
    [InlineData("redirect to a file", "redirects to file:, which is not the web")]
    [InlineData("redirect in a circle", "redirects in a circle")]
    [InlineData("redirect without end", "redirects more than 5 times")]
    [InlineData("redirect to garbage", "redirects, but not to an address")]
    [InlineData("redirect to nowhere", "redirects, but not to an address")]
    [InlineData("always 304", "says that it has not changed (HTTP 304), which nobody asked")]
    [InlineData("503 at first", "asks to come back later (HTTP 503, in 1 s)")]
    [InlineData("429", "asks to come back later (HTTP 429, in 3600 s)")]
    [InlineData("401", "asks for a password (HTTP 401)")]
    [InlineData("407", "the network's proxy asks for a password (HTTP 407)")]
    [InlineData("500", "the server has failed (HTTP 500)")]
    [InlineData("no web server", "What answers at 127.0.0.1:")]
    [InlineData("hangs up", "The server 127.0.0.1:")]
    public async Task A_feed_that_cannot_be_had_is_said_to_be_that_and_why(string habit, string cause)
    {
        await using var terminal = await BadlyServedTerminal.CreateAsync(habit);

        var outcome = Assert.IsType<SyncOutcome.Unreachable>(await terminal.SyncAsync());

        AssertSays(cause, outcome);
    }

    [Theory]
    [InlineData("gzip without a label", "timestamp.json: it is packed (gzip), which the desk did not do. Have the server")]
    [InlineData("byte order mark", "timestamp.json: it begins with a byte order mark (EF BB BF), which the desk did not write")]
    [InlineData("CR LF", "bytes): longer than the desk signed it, with other line ends (CR LF)")]
    [InlineData("injected script", "timestamp.json: something was added after its end, which is at byte ")]
    [InlineData("empty", "timestamp.json: it is empty.")]
    public async Task A_file_that_was_changed_on_its_way_is_refused_with_what_was_changed(string habit, string cause)
    {
        await using var terminal = await BadlyServedTerminal.CreateAsync(habit);

        var outcome = Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync());

        AssertSays(cause, outcome);
    }

    [Theory]
    [InlineData("cut", "the connection broke off before the end")]
    [InlineData("cut without a length", "the connection broke off before the end")]
    [InlineData("wrong range", "the connection broke off before the end")]
    [InlineData("range in parts", "the connection broke off before the end")]
    [InlineData("416", "the connection broke off before the end")]
    [InlineData("portal once, then ranges", "a web page came instead")]
    public async Task What_breaks_once_is_there_the_next_time(string habit, string cause)
    {
        await using var terminal = await BadlyServedTerminal.CreateAsync(habit);

        AssertSays(cause, await terminal.SyncAsync());
        await terminal.SyncAsync();

        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_the_settings_name_is_followed()
    {
        await using var terminal = await BadlyServedTerminal.CreateAsync("plain");
        var mirror = new Uri(terminal.Address);
        using var other = new BadWebServer("/", question => new WebAnswer(302, []) { Headers = [$"Location: http://localhost:{mirror.Port}{question.Path}"] });

        Assert.Contains("another host, localhost", (await terminal.SyncAsync(new SyncOptions { Feed = other.Address, Provinces = "01" })).Sentence, StringComparison.Ordinal);
        Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync(new SyncOptions { Feed = other.Address, Provinces = "01", RedirectHosts = "localhost" }));
    }

    /// <summary>The cause, then what to do, and no hash and no address where somebody looks for a name.</summary>
    private static void AssertSays(string cause, SyncOutcome outcome)
    {
        Assert.Contains(cause, outcome.Sentence, StringComparison.Ordinal);
        Assert.Matches(@"[.] [A-Z][^.]*.*[.]\z", outcome.Sentence);
        Assert.DoesNotMatch("[0-9a-f]{32}", outcome.Sentence);
        Assert.Empty(LeftInEnglish.FaultsIn(outcome.Told.In(Language.Vietnamese)));
    }

    private sealed class BadlyServedTerminal : IAsyncDisposable
    {
        private readonly SyncedTerminal terminal;
        private readonly BadWebServer server;
        private readonly SyncSetup setup;

        private BadlyServedTerminal(SyncedTerminal terminal, string habit)
        {
            this.terminal = terminal;
            server = new(terminal.Feed.Folder, BadHabits.Named(habit));
            setup = Setup(new SyncOptions { Feed = server.Address, Provinces = "01" });
        }

        public string Address => server.Address;

        public static async Task<BadlyServedTerminal> CreateAsync(string habit) => new(await SyncedTerminal.CreateAsync(members: 20), habit);

        public Task<SyncOutcome> SyncAsync() => setup.Sync.RunAsync(setup.Source!, CancellationToken.None);

        public async Task<SyncOutcome> SyncAsync(SyncOptions options)
        {
            using var other = Setup(options);
            return await other.Sync.RunAsync(other.Source!, CancellationToken.None);
        }

        public ValueTask DisposeAsync()
        {
            setup.Dispose();
            server.Dispose();
            terminal.Dispose();
            return ValueTask.CompletedTask;
        }

        private SyncSetup Setup(SyncOptions options) => SyncSetup.Create(options, terminal.Folders, terminal.Store, terminal.Cache, terminal.Clock, terminal.Files, terminal.Time);
    }
}
