using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Alarms;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Pki;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Alarms;

/// <summary>A door with a relay of three seconds, a grace of five, and half a minute for which it may stand open.</summary>
public sealed class DoorAlarmTests
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider time = new(TestPki.Now);
    private readonly List<AlarmSubject> changes = [];

    [Fact]
    public void A_door_that_opens_without_a_passage_is_forced_at_once_and_the_alarm_ends_when_it_closes()
    {
        var alarm = New();

        alarm.Report(isOpen: true);
        alarm.Report(isOpen: false);

        Assert.Equal([AlarmSubject.ForcedOpen, AlarmSubject.None], changes);
    }

    [Theory]
    [InlineData(0, AlarmSubject.None)]
    [InlineData(8, AlarmSubject.None)]
    [InlineData(9, AlarmSubject.ForcedOpen)]
    public void After_a_passage_it_may_be_opened_during_the_pulse_and_the_grace(int seconds, AlarmSubject expected)
    {
        var alarm = New();

        alarm.Release(Pulse);
        time.Advance(TimeSpan.FromSeconds(seconds));
        alarm.Report(isOpen: true);

        Assert.Equal(expected, alarm.Current);
    }

    [Fact]
    public void A_door_that_stays_open_too_long_is_held_open_until_it_closes()
    {
        var alarm = New();
        alarm.Release(Pulse);
        alarm.Report(isOpen: true);

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(changes);
        time.Advance(TimeSpan.FromSeconds(1));
        alarm.Report(isOpen: false);

        Assert.Equal([AlarmSubject.HeldOpen, AlarmSubject.None], changes);
    }

    [Fact]
    public void A_door_that_closes_in_time_is_no_alarm_later()
    {
        var alarm = New();
        alarm.Release(Pulse);
        alarm.Report(isOpen: true);
        alarm.Report(isOpen: false);

        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(changes);
    }

    [Fact]
    public void An_acknowledged_door_may_stand_open_until_it_closes_and_is_judged_again_then()
    {
        var alarm = New();
        alarm.Report(isOpen: true);

        Assert.Equal(AlarmSubject.ForcedOpen, alarm.Acknowledge());
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([AlarmSubject.ForcedOpen, AlarmSubject.None], changes);
        alarm.Report(isOpen: false);
        alarm.Report(isOpen: true);

        Assert.Equal(AlarmSubject.ForcedOpen, alarm.Current);
    }

    [Fact]
    public void Acknowledging_without_an_alarm_excuses_nothing()
    {
        var alarm = New();
        alarm.Release(Pulse);
        alarm.Report(isOpen: true);

        Assert.Equal(AlarmSubject.None, alarm.Acknowledge());
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(AlarmSubject.HeldOpen, alarm.Current);
    }

    [Fact]
    public void Without_a_relay_or_where_people_leave_by_a_handle_nothing_is_forced()
    {
        var byHandle = New(options => options.Alarm.Forced = false);
        var withoutRelay = New(options => options.Relay.Line = "");

        byHandle.Report(isOpen: true);
        withoutRelay.Report(isOpen: true);

        Assert.Equal((AlarmSubject.None, AlarmSubject.None), (byHandle.Current, withoutRelay.Current));
    }

    [Fact]
    public void During_the_bypass_hours_it_may_stand_open_and_is_an_alarm_once_they_are_over()
    {
        var now = TestPki.Now.ToOffset(TimeSpan.FromHours(7));
        var alarm = New(options => (options.Alarm.BypassFrom, options.Alarm.BypassTo) = ($"{now.AddMinutes(-5):HH:mm}", $"{now.AddMinutes(5):HH:mm}"));

        alarm.Report(isOpen: true);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(changes);
        time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal([AlarmSubject.HeldOpen], changes);
    }

    private DoorAlarm New(Action<KioskOptions>? adjust = null)
    {
        var options = new KioskOptions { Relay = new() { Line = "GPIO6" } };
        adjust?.Invoke(options);
        var alarm = new DoorAlarm(DoorAlarmRules.Of(options), time);
        alarm.Changed += changes.Add;
        return alarm;
    }
}
