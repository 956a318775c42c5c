using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

public sealed class Pn532PresenceTests
{
    private static readonly Pn532Target Card = new(1, 0x20, new byte[] { 1, 2, 3, 4 }, new byte[] { 2, 0 });
    private static readonly TimeSpan Absence = TimeSpan.FromMilliseconds(300);

    private readonly ManualTimeProvider time = new();

    [Fact]
    public void The_first_card_is_a_tap() => Assert.True(Presence().SawNew(Card));

    [Theory]
    [InlineData(200, false)]
    [InlineData(300, true)]
    [InlineData(5000, true)]
    public void A_card_counts_again_when_the_field_was_seen_empty_for_300_ms(int emptyInMilliseconds, bool isTap)
    {
        var presence = Presence();
        presence.SawNew(Card);

        Leave(presence, emptyInMilliseconds);

        Assert.Equal(isTap, presence.SawNew(Card));
        Assert.Equal(isTap, presence.IsTap);
    }

    [Fact]
    public void Time_after_the_last_look_at_the_empty_field_is_no_absence()
    {
        var presence = Presence();
        presence.SawNew(Card);
        presence.SawNothing(time.GetTimestamp());

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(presence.SawNew(Card));
    }

    [Fact]
    public void Each_presence_has_its_number_and_an_empty_field_none()
    {
        var presence = Presence();
        presence.SawNew(Card);
        var first = presence.Number;
        presence.SawAgain(Card);
        Assert.Equal(first, presence.Number);

        presence.SawNothing(time.GetTimestamp());
        Assert.Null(presence.Number);

        presence.SawNew(Card);
        Assert.NotEqual(first, presence.Number);
    }

    [Fact]
    public void A_card_that_lies_there_when_the_chip_comes_back_must_leave_first()
    {
        var presence = Presence(mustLeaveFirst: true);

        Assert.False(presence.SawNew(Card));

        Leave(presence, 300);
        Assert.True(presence.SawNew(Card));
    }

    private Pn532Presence Presence(bool mustLeaveFirst = false) => new(generation: 1, mustLeaveFirst, Absence, time);

    private void Leave(Pn532Presence presence, int emptyInMilliseconds)
    {
        presence.SawNothing(time.GetTimestamp());
        time.Advance(TimeSpan.FromMilliseconds(emptyInMilliseconds));
        presence.SawNothing(time.GetTimestamp());
    }
}
