#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Health.Doors;
using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Tests.Health.Doors;

public sealed class ConnectionSeatsTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task While_a_seat_is_free_nobody_waits_and_nobody_is_shown_out()
    {
        var seats = new ConnectionSeats(2, areTrusted: false, time);
        var (first, second) = (new Visitor(), new Visitor());

        await seats.TakeAsync(first, CancellationToken.None);
        await seats.TakeAsync(second, CancellationToken.None);

        Assert.False(first.IsShownOut || second.IsShownOut);
    }

    [Fact]
    public async Task A_newcomer_waits_until_the_one_who_has_sat_longest_has_had_a_moment_and_gets_that_seat()
    {
        var seats = new ConnectionSeats(2, areTrusted: false, time);
        var (first, second) = (new Visitor(), new Visitor());
        // Evict even a connection with a request in progress: an answer that the peer does not read never ends otherwise.
        (await seats.TakeAsync(first, CancellationToken.None)).Begin();
        await seats.TakeAsync(second, CancellationToken.None);

        var coming = seats.TakeAsync(new Visitor(), CancellationToken.None);
        Assert.False(coming.IsCompleted || first.IsShownOut);
        await PassAsync(ConnectionSeats.Moment, coming);

        Assert.True(first.IsShownOut);
        Assert.False(second.IsShownOut);
    }

    [Fact]
    public async Task A_newcomer_gets_a_seat_that_somebody_leaves()
    {
        var seats = new ConnectionSeats(1, areTrusted: false, time);
        var first = new Visitor();
        var seat = await seats.TakeAsync(first, CancellationToken.None);
        var coming = seats.TakeAsync(new Visitor(), CancellationToken.None);

        seat.Leave();
        await coming;

        Assert.False(first.IsShownOut);
    }

    [Fact]
    public async Task Nobody_who_may_command_the_terminal_is_shown_out_before_the_answer()
    {
        var seats = new ConnectionSeats(2, areTrusted: false, time);
        var (commanding, stranger) = (new Visitor(), new Visitor());
        var seat = await seats.TakeAsync(commanding, CancellationToken.None);
        seat.Begin();
        seat.Trust();
        await seats.TakeAsync(stranger, CancellationToken.None);

        await PassAsync(ConnectionSeats.Moment, seats.TakeAsync(new Visitor(), CancellationToken.None));

        Assert.True(stranger.IsShownOut);
        Assert.False(commanding.IsShownOut);
    }

    [Fact]
    public async Task No_more_are_taken_in_than_there_are_seats_while_as_many_have_still_to_leave()
    {
        var seats = new ConnectionSeats(1, areTrusted: false, time);
        var leaving = await seats.TakeAsync(new Visitor(), CancellationToken.None);
        await PassAsync(ConnectionSeats.Moment, seats.TakeAsync(new Visitor(), CancellationToken.None));

        var third = seats.TakeAsync(new Visitor(), CancellationToken.None);
        time.Advance(ConnectionSeats.Moment * 10);
        Assert.False(third.IsCompleted);
        leaving.Leave();

        await third;
    }

    private async Task PassAsync(TimeSpan span, Task awaited)
    {
        time.Advance(span);
        await awaited;
    }

    private sealed class Visitor : DefaultConnectionContext
    {
        public bool IsShownOut { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsShownOut = true;
    }
}
