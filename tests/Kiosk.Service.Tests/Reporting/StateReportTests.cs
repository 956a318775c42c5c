using System.Net;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Service.Tests.Upload;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;

namespace Kiosk.Service.Tests.Reporting;

/// <summary>What a running terminal tells the collector of itself.</summary>
public sealed class StateReportTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly ReportedStates collector = new();

    [Fact]
    public async Task It_says_which_data_it_has_what_it_has_to_send_and_that_it_is_ready_for_the_meeting()
    {
        await using var hall = HallOf();
        await hall.OpenAsync();

        var state = await collector.NextAsync();

        Assert.True(state.IsReady, string.Join(' ', state.Outages));
        Assert.Equal((ModeSelection.AtMeeting, InstalledSoftware.FullVersion, hall.Time.GetUtcNow()), (state.Mode, state.Version, state.At));
        Assert.Equal([(TestCacheSource.Meeting.Id, 1)], state.Meetings.Select(meeting => (meeting.Id, meeting.Invited)));
        Assert.Contains(state.Data!.Sets, set => set.Class == "rosters");
        Assert.InRange(state.DiskFree!.Value, 1, long.MaxValue);
        Assert.InRange(state.Queue.Unsent, 1UL, state.Queue.Last);
    }

    [Fact]
    public async Task It_names_nobody_and_no_card()
    {
        await using var hall = HallOf();
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        await collector.NextAsync();
        hall.Time.Advance(TimeSpan.FromMinutes(2));

        var text = System.Text.Encoding.UTF8.GetString((await collector.NextAsync()).Encode());

        Assert.DoesNotContain("Nguyễn", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCacheSource.TagOf(member).ToString(), text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_outage_is_told_by_its_stable_name()
    {
        await using var hall = HallOf();
        await hall.OpenAsync(new() { Kind = ModeSelection.AtMeeting, Meeting = "khong-co" });

        var state = await collector.NextAsync();

        Assert.Equal((false, "terminal.cache"), (state.IsReady, Assert.Single(state.Outages)));
    }

    private Hall HallOf() => new(member)
    {
        Collector = collector,
        Adjust = options => options.Upload = new() { Collector = "http://127.0.0.1:9/", Key = FakeCollector.Key.ToString() },
    };

    /// <summary>A collector that takes states alone.</summary>
    private sealed class ReportedStates : HttpMessageHandler
    {
        private readonly System.Threading.Channels.Channel<TerminalState> states = System.Threading.Channels.Channel.CreateUnbounded<TerminalState>();

        public async Task<TerminalState> NextAsync()
        {
            using var limit = new CancellationTokenSource(Limit);
            return await states.Reader.ReadAsync(limit.Token);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Put)
            {
                return new(HttpStatusCode.ServiceUnavailable);
            }

            Assert.Equal($"/v1/terminals/{RunningTerminal.Id}/state", request.RequestUri!.AbsolutePath);
            states.Writer.TryWrite(TerminalState.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
            return new(HttpStatusCode.NoContent);
        }
    }
}
