using Kiosk.Hardware.Input;

namespace Kiosk.Hardware.Tests.Input;

/// <summary>Event streams as written down by evtest: type, code and value of each event, frames ended by SYN_REPORT.</summary>
public sealed class TouchTrackerTests
{
    private const ushort Syn = 0, Key = 1, Abs = 3;
    private const ushort Report = 0, ContactEnd = 2, Dropped = 3;
    private const ushort X = 0x00, Y = 0x01, Slot = 0x2F, ContactX = 0x35, ContactY = 0x36, Tracking = 0x39;
    private const ushort Touch = 0x14A, Left = 0x110;

    [Theory]
    [InlineData(Touch)]
    [InlineData(Left)]
    public void A_single_touch_is_pressed_moved_and_released(ushort button) => Assert.Equal(
        [(TouchPhase.Pressed, 10, 20), (TouchPhase.Moved, 11, 20), (TouchPhase.Released, 11, 20)],
        Play(
            new(hasSlots: false, hasContacts: false),
            [(Abs, X, 10), (Abs, Y, 20), (Key, button, 1), (Syn, Report, 0)],
            [(Abs, X, 11), (Syn, Report, 0)],
            [(Key, button, 0), (Syn, Report, 0)]));

    [Fact]
    public void A_pointer_that_is_only_moved_touches_nothing() =>
        Assert.Empty(Play(new(hasSlots: false, hasContacts: false), [(Abs, X, 10), (Abs, Y, 20), (Syn, Report, 0)]));

    [Fact]
    public void Of_two_fingers_in_slots_the_first_counts() => Assert.Equal(
        [(TouchPhase.Pressed, 10, 20), (TouchPhase.Moved, 12, 20), (TouchPhase.Released, 12, 20)],
        Play(
            new(hasSlots: true, hasContacts: true),
            [(Abs, Slot, 0), (Abs, Tracking, 5), (Abs, ContactX, 10), (Abs, ContactY, 20), (Key, Touch, 1), (Syn, Report, 0)],
            [(Abs, Slot, 1), (Abs, Tracking, 6), (Abs, ContactX, 300), (Abs, ContactY, 400), (Syn, Report, 0)],
            [(Abs, Slot, 0), (Abs, ContactX, 12), (Abs, Slot, 1), (Abs, ContactX, 310), (Syn, Report, 0)],
            [(Abs, Slot, 0), (Abs, Tracking, -1), (Syn, Report, 0)],
            [(Abs, Slot, 1), (Abs, ContactX, 320), (Syn, Report, 0)],
            [(Abs, Tracking, -1), (Key, Touch, 0), (Syn, Report, 0)]));

    [Fact]
    public void After_all_fingers_left_the_next_one_counts_in_whichever_slot() => Assert.Equal(
        [(TouchPhase.Pressed, 1, 1), (TouchPhase.Released, 1, 1), (TouchPhase.Pressed, 9, 9)],
        Play(
            new(hasSlots: true, hasContacts: true),
            [(Abs, Tracking, 5), (Abs, ContactX, 1), (Abs, ContactY, 1), (Syn, Report, 0)],
            [(Abs, Slot, 1), (Abs, Tracking, 6), (Syn, Report, 0)],
            [(Abs, Slot, 0), (Abs, Tracking, -1), (Abs, Slot, 1), (Abs, Tracking, -1), (Syn, Report, 0)],
            [(Abs, Slot, 1), (Abs, Tracking, 7), (Abs, ContactX, 9), (Abs, ContactY, 9), (Syn, Report, 0)]));

    [Fact]
    public void A_finger_where_the_last_one_of_its_slot_was_is_there_although_the_kernel_does_not_repeat_it() => Assert.Equal(
        [(TouchPhase.Pressed, 1, 1), (TouchPhase.Released, 1, 1), (TouchPhase.Pressed, 300, 400)],
        Play(
            new(hasSlots: true, hasContacts: true),
            [(Abs, Tracking, 5), (Abs, ContactX, 1), (Abs, ContactY, 1), (Abs, Slot, 1), (Abs, Tracking, 6), (Abs, ContactX, 300), (Abs, ContactY, 400), (Syn, Report, 0)],
            [(Abs, Slot, 0), (Abs, Tracking, -1), (Abs, Slot, 1), (Abs, Tracking, -1), (Syn, Report, 0)],
            [(Abs, Tracking, 7), (Syn, Report, 0)]));

    [Fact]
    public void A_device_that_is_at_another_slot_when_it_is_opened_need_not_say_so() => Assert.Equal(
        [(TouchPhase.Pressed, 7, 8), (TouchPhase.Released, 7, 8)],
        Play(
            new(hasSlots: true, hasContacts: true, slot: 1),
            [(Abs, Tracking, 5), (Abs, ContactX, 7), (Abs, ContactY, 8), (Syn, Report, 0)],
            [(Abs, Slot, 1), (Abs, Tracking, -1), (Syn, Report, 0)]));

    [Fact]
    public void Of_fingers_in_a_row_the_first_counts_until_none_is_listed() => Assert.Equal(
        [(TouchPhase.Pressed, 10, 20), (TouchPhase.Released, 10, 20)],
        Play(
            new(hasSlots: false, hasContacts: true),
            [(Abs, ContactX, 10), (Abs, ContactY, 20), (Syn, ContactEnd, 0), (Abs, ContactX, 300), (Abs, ContactY, 400), (Syn, ContactEnd, 0), (Syn, Report, 0)],
            [(Abs, ContactX, 10), (Abs, ContactY, 20), (Syn, ContactEnd, 0), (Syn, Report, 0)],
            [(Syn, ContactEnd, 0), (Syn, Report, 0)]));

    [Fact]
    public void Where_events_were_lost_the_finger_is_taken_away() => Assert.Equal(
        [(TouchPhase.Pressed, 10, 20), (TouchPhase.Released, 10, 20)],
        Play(
            new(hasSlots: false, hasContacts: false),
            [(Abs, X, 10), (Abs, Y, 20), (Key, Touch, 1), (Syn, Report, 0)],
            [(Syn, Dropped, 0), (Abs, X, 500), (Key, Touch, 1), (Syn, Report, 0)]));

    private static List<(TouchPhase, int, int)> Play(TouchTracker tracker, params (ushort Type, ushort Code, int Value)[][] frames) =>
        [.. frames.SelectMany(frame => frame).Select(happening => tracker.Take(happening.Type, happening.Code, happening.Value)).OfType<(TouchPhase, int, int)>()];
}
