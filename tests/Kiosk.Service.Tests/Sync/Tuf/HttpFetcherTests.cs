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
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.PartialContent)]
    public async Task Any_other_answer_makes_the_server_unreachable(HttpStatusCode status) =>
        Assert.IsType<FetchOutcome.Unreachable>(await Fetch(3, new StubServer(_ => new(status))));

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
    public async Task A_slow_line_that_keeps_going_is_waited_for()
    {
        var body = new DrippingStream(time, TimeSpan.FromSeconds(1), bytes: 256, end: 256 * 600);

        Assert.Equal(256 * 600, Assert.IsType<FetchOutcome.Fetched>(await Fetch(1 << 20, new StubServer(_ => Ok(body)))).Content.Length);
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

    [Fact]
    public async Task Being_told_to_stop_is_no_outcome()
    {
        using var stopped = new CancellationTokenSource();
        var fetching = new HttpFetcher(
            new HttpMessageInvoker(new StubServer(_ => Ok(new SilentStream(time)))), time, FetchPatience.Default).FetchAsync(Address, 3, stopped.Token);

        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    private async Task<FetchOutcome> Fetch(long greatestLength, StubServer server)
    {
        using var http = new HttpMessageInvoker(server);
        return await new HttpFetcher(http, time, FetchPatience.Default).FetchAsync(Address, greatestLength, CancellationToken.None);
    }

    private static HttpResponseMessage Ok(Stream body) => new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    /// <summary>A body that takes so long for each piece.</summary>
    private sealed class DrippingStream(ManualTimeProvider time, TimeSpan pause, int bytes, long end) : BodyStream
    {
        public long Sent { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
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
