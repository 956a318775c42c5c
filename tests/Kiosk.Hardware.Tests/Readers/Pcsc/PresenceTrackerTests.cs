using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pcsc;

public sealed class PresenceTrackerTests
{
    private const uint Empty = 0x0010;
    private const uint Present = 0x0020;
    private const uint InUse = 0x0100;

    [Fact]
    public void A_card_that_lies_there_at_the_first_look_is_a_tap() => Assert.Equal([0], TapsOf(mustLeaveFirst: false, (0, Present, 1)));

    [Fact]
    public void A_card_that_lies_there_after_a_recovery_is_none() => Assert.Empty(TapsOf(mustLeaveFirst: true, (0, Present, 1), (5000, Present, 1)));

    [Fact]
    public void A_card_that_appears_while_a_reader_settles_after_recovery_was_lying_there() =>
        Assert.Empty(TapsOf(mustLeaveFirst: true, (0, Empty, 0), (499, Present, 1)));

    [Fact]
    public void A_card_that_appears_after_the_reader_has_settled_is_a_tap() =>
        Assert.Equal([500], TapsOf(mustLeaveFirst: true, (0, Empty, 0), (500, Present, 1)));

    [Fact]
    public void A_card_that_left_after_a_recovery_may_come_back_as_a_tap() =>
        Assert.Equal([1300], TapsOf(mustLeaveFirst: true, (0, Present, 1), (1000, Empty, 2), (1300, Present, 3)));

    [Fact]
    public void A_card_right_after_an_empty_first_look_is_a_tap() => Assert.Equal([1], TapsOf(mustLeaveFirst: false, (0, Empty, 0), (1, Present, 1)));

    [Theory]
    [InlineData(299, new int[] { 0 })]
    [InlineData(300, new int[] { 0, 1300 })]
    public void A_new_tap_needs_300_ms_of_absence(int absence, int[] taps) =>
        Assert.Equal(taps, TapsOf(mustLeaveFirst: false, (0, Present, 1), (1000, Empty, 2), (1000 + absence, Present, 3)));

    [Fact]
    public void A_card_that_bounced_lies_there_until_it_has_been_away_long_enough() =>
        Assert.Equal([0, 2300], TapsOf(mustLeaveFirst: false, (0, Present, 1), (1000, Empty, 2), (1100, Present, 3), (2000, Empty, 4), (2300, Present, 5)));

    [Fact]
    public void A_card_that_another_program_opens_is_no_new_tap() =>
        Assert.Equal([0], TapsOf(mustLeaveFirst: false, (0, Present, 1), (900, Present | InUse, 1), (1800, Present, 1)));

    [Fact]
    public void A_card_that_left_and_came_unseen_is_no_new_tap_and_no_longer_the_old_one()
    {
        var time = new ManualTimeProvider();
        var tracker = new PresenceTracker(1, mustLeaveFirst: false, new PcscReaderOptions(), time);
        tracker.Observe(State(Present, 1), time.GetTimestamp());
        Assert.NotNull(tracker.Tap);

        Assert.False(tracker.Observe(State(Present, 3), time.GetTimestamp()));

        Assert.Null(tracker.Tap);
        Assert.True(tracker.IsCardPresent);
    }

    [Fact]
    public void The_event_counter_may_wrap_between_two_taps() =>
        Assert.Equal([0, 1300], TapsOf(mustLeaveFirst: false, (0, Present, 0xFFFF), (1000, Empty, 0x0000), (1300, Present, 0x0001)));

    [Fact]
    public void The_same_counter_of_two_generations_is_two_presences()
    {
        var time = new ManualTimeProvider();
        var first = new PresenceTracker(1, mustLeaveFirst: false, new PcscReaderOptions(), time);
        var second = new PresenceTracker(2, mustLeaveFirst: false, new PcscReaderOptions(), time);

        first.Observe(State(Present, 1), 0);
        second.Observe(State(Present, 1), 0);

        Assert.NotEqual(first.Tap, second.Tap);
    }

    private static PcscReaderState State(uint flags, int counter) => new(((uint)counter << 16) | flags);

    /// <summary>The milliseconds at which taps began.</summary>
    private static List<int> TapsOf(bool mustLeaveFirst, params (int Milliseconds, uint Flags, int Counter)[] states)
    {
        var time = new ManualTimeProvider();
        var tracker = new PresenceTracker(1, mustLeaveFirst, new PcscReaderOptions(), time);
        var taps = new List<int>();
        var now = 0;
        foreach (var (milliseconds, flags, counter) in states)
        {
            time.Advance(TimeSpan.FromMilliseconds(milliseconds - now));
            now = milliseconds;
            if (tracker.Observe(State(flags, counter), time.GetTimestamp()))
            {
                taps.Add(milliseconds);
            }
        }

        return taps;
    }
}
