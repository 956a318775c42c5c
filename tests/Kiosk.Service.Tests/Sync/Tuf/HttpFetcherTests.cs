#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using System.Net;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Tests.Sync.Tuf;

public sealed class HttpFetcherTests
{
    private static readonly Uri Address = new("http://feed.example/metadata/timestamp.json");
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task A_whole_file_within_its_bound_is_fetched() =>
        Assert.Equal([1, 2, 3], Assert.IsType<FetchOutcome.Fetched>(await Fetch(3, new StubServer(_ => Ok(new MemoryStream([1, 2, 3]))))).Content.ToArray());

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task What_is_not_there_is_told_apart(HttpStatusCode status) =>
        Assert.IsType<FetchOutcome.NotFound>(await Fetch(3, new StubServer(_ => new(status))));

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_server_that_has_failed_or_is_busy_is_unreachable(HttpStatusCode status) =>
        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(3, new StubServer(_ => new(status))));

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.PartialContent)]
    [InlineData(HttpStatusCode.NotModified)]
    [InlineData(HttpStatusCode.NetworkAuthenticationRequired)]
    public async Task An_answer_to_another_question_is_no_file(HttpStatusCode status) =>
        Assert.IsType<FetchOutcome.Foreign>(await Fetch(3, new StubServer(_ => new(status))));

    /// <summary>All that the HTTP stack was seen to throw: for an address of another kind, for a name that is none, for a header that cannot be read.</summary>
    [Theory]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(UriFormatException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(HttpIOException))]
    [InlineData(typeof(HttpRequestException))]
    public async Task Whatever_the_HTTP_stack_makes_of_a_server_is_one_sentence(Type type)
    {
        var exception = type == typeof(HttpIOException) ? new HttpIOException(HttpRequestError.InvalidResponse) : (Exception)Activator.CreateInstance(type)!;

        var outcome = await Fetch(3, new StubServer(_ => Task.FromException<HttpResponseMessage>(exception)));

        Assert.Contains("cannot be reached", Assert.IsType<FetchOutcome.Unreachable>(outcome).Fault.Cause.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_says_it_is_too_long_is_not_read() =>
        Assert.IsType<FetchOutcome.TooLong>(await Fetch(3, new StubServer(_ => new(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[4]) })));

    [Fact]
    public async Task Endless_data_is_cut_off()
    {
        var body = new DrippingStream(time, TimeSpan.Zero, bytes: 4096, end: long.MaxValue);

        Assert.IsType<FetchOutcome.TooLong>(await Fetch(100_000, new StubServer(_ => Ok(body))));
        Assert.InRange(body.Sent, 100_001, 100_000 + 4096);
    }

    [Fact]
    public async Task A_server_that_drips_bytes_is_given_up()
    {
        var body = new DrippingStream(time, TimeSpan.FromSeconds(20), bytes: 1, end: long.MaxValue);

        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(1 << 20, new StubServer(_ => Ok(body))));
        Assert.InRange(body.Sent, 2, 10);
    }

    [Fact]
    public async Task A_server_that_drips_165_bytes_a_second_is_given_up_within_two_minutes()
    {
        var body = new DrippingStream(time, TimeSpan.FromSeconds(1), bytes: 165, end: long.MaxValue);

        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(50_000_000, new StubServer(_ => Ok(body))));
        Assert.InRange(body.Sent, 165, 165 * 120);
    }

    [Fact]
    public async Task A_server_that_begins_fast_and_then_drips_is_given_up_all_the_same()
    {
        var body = new DrippingStream(time, TimeSpan.FromSeconds(1), bytes: 165, end: long.MaxValue) { Head = 40_000_000 };

        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(50_000_000, new StubServer(_ => Ok(body))));
        Assert.InRange(body.Sent, 40_000_000, 40_000_000 + (165 * 120));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(16 * 1024, 92)]
    [InlineData(50_000_000, 97_716)]
    [InlineData(long.MaxValue, 604_860)]
    public void A_part_has_a_minute_and_what_its_size_needs_at_the_least_speed(long length, int seconds) =>
        Assert.Equal(seconds, FetchLimits.Default.TimeoutOf(length).TotalSeconds, tolerance: 0.5);

    [Fact]
    public async Task A_slow_line_that_keeps_going_is_waited_for()
    {
        var body = new DrippingStream(time, TimeSpan.FromSeconds(1), bytes: 1024, end: 1024 * 600);

        Assert.Equal(1024 * 600, Assert.IsType<FetchOutcome.Fetched>(await Fetch(1 << 20, new StubServer(_ => Ok(body)))).Content.Length);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        var fetching = Fetch(3, new StubServer(async cancellationToken =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return new(HttpStatusCode.OK);
        }));

        time.Advance(TimeSpan.FromSeconds(31));

        Assert.IsType<FetchOutcome.Unreachable>(await fetching);
    }

    [Fact]
    public async Task A_body_that_falls_silent_is_given_up()
    {
        var fetching = Fetch(3, new StubServer(_ => Ok(new SilentStream(time))));

        time.Advance(TimeSpan.FromSeconds(31));

        Assert.IsType<FetchOutcome.Unreachable>(await fetching);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_unreachable() =>
        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(9, new StubServer(_ => Ok(new BrokenStream()))));

    [Fact]
    public async Task A_server_that_refuses_the_connection_is_unreachable() =>
        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(9, new StubServer(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException("refused")))));

    [Theory]
    [InlineData("http://feed.example/elsewhere.json")]
    [InlineData("http://feed.example:443/metadata/timestamp.json")]
    public async Task From_https_nobody_is_sent_to_http(string target)
    {
        var server = new StubServer(_ => new(HttpStatusCode.MovedPermanently) { Headers = { Location = new(target) } });
        using var http = new HttpMessageInvoker(server);

        var outcome = await new HttpFetcher(http, time, FetchLimits.Default, RedirectRule.SameHost).FetchAsync(new("https://feed.example/metadata/timestamp.json"), 3, CancellationToken.None);

        Assert.Contains("the server redirects from https to http, which anybody on the way could read and change", Assert.IsType<FetchOutcome.Foreign>(outcome).Fault.Cause.English, StringComparison.Ordinal);
        Assert.Equal(["https://feed.example/metadata/timestamp.json"], server.Addresses);
    }

    [Fact]
    public async Task From_http_to_https_it_follows()
    {
        var server = new StubServer(_ => new(HttpStatusCode.MovedPermanently) { Headers = { Location = new("https://feed.example/metadata/timestamp.json") } });

        await Fetch(3, server);

        Assert.Equal([Address.AbsoluteUri, "https://feed.example/metadata/timestamp.json"], server.Addresses);
    }

    [Fact]
    public async Task Being_told_to_stop_is_no_outcome()
    {
        using var stopped = new CancellationTokenSource();
        var fetching = new HttpFetcher(
            new HttpMessageInvoker(new StubServer(_ => Ok(new SilentStream(time)))), time, FetchLimits.Default, RedirectRule.SameHost).FetchAsync(Address, 3, stopped.Token);

        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    private async Task<FetchOutcome> Fetch(long maxLength, StubServer server)
    {
        using var http = new HttpMessageInvoker(server);
        return await new HttpFetcher(http, time, FetchLimits.Default, RedirectRule.SameHost).FetchAsync(Address, maxLength, CancellationToken.None);
    }

    private static HttpResponseMessage Ok(Stream body) => new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    /// <summary>A body that takes so long for each piece.</summary>
    private sealed class DrippingStream(ManualTimeProvider time, TimeSpan pause, int bytes, long end) : BodyStream
    {
        /// <summary>How much of it comes at once.</summary>
        public long Head { get; init; }

        public long Sent { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Sent < Head)
            {
                var fast = (int)long.Min(buffer.Length, Head - Sent);
                Sent += fast;
                return ValueTask.FromResult(fast);
            }

            time.Advance(pause);
            var count = (int)long.Min(bytes, end - Sent);
            Sent += count;
            return ValueTask.FromResult(count);
        }
    }

    private sealed class SilentStream(TimeProvider time) : BodyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return 0;
        }
    }

    private sealed class BrokenStream : BodyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("reset by peer");
    }
}
