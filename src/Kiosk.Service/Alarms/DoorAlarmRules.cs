using Kiosk.Service.Configuration;

namespace Kiosk.Service.Alarms;

/// <summary>When an open door is an alarm.</summary>
/// <param name="HeldOpen">How long it may stand open; zero for ever.</param>
/// <param name="Grace">How long after the relay's pulse somebody may still open it.</param>
/// <param name="JudgesForcing">Whether the door is opened by this terminal alone, so that any other opening is forced.</param>
internal sealed record DoorAlarmRules(TimeSpan HeldOpen, TimeSpan Grace, bool JudgesForcing)
{
    /// <summary>Whether the door may stand open at an instant.</summary>
    public Func<DateTimeOffset, bool> IsBypassed { get; init; } = _ => false;

    public static DoorAlarmRules Of(KioskOptions options) => new(
        TimeSpan.FromSeconds(options.Alarm.HeldOpenSeconds),
        TimeSpan.FromSeconds(options.Alarm.GraceSeconds),
        options.Relay.Line.Length > 0 && options.Alarm.Forced)
    {
        IsBypassed = options.Alarm.IsBypassedAt,
    };
}
