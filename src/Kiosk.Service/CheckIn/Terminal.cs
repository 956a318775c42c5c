using Kiosk.Service.Cache;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Journal;
using Kiosk.Service.Reasons;
using Kiosk.Service.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>The parts that make up one terminal, put together once by the host.</summary>
internal sealed record Terminal(
    TimeProvider Time,
    ClockMonitor Clock,
    KioskCache Cache,
    CheckInJournal Journal,
    ModeSwitch Modes,
    AttendanceRegister Register,
    ServiceFailure Failure,
    FeedbackMap Feedback,
    Heartbeat Heartbeat)
{
    /// <summary>What the tap that begins now is judged by. Looks whether a newer generation has come, so that the very next tap sees it.</summary>
    /// <exception cref="ObstacleException">The terminal cannot serve.</exception>
    public TapSetting SettingForTap()
    {
        if (Failure.Obstacle is { } failure)
        {
            throw new ObstacleException(failure);
        }

        if (Journal.IsFailed)
        {
            throw new ObstacleException(new Obstacle(ReasonCode.TerminalJournal, "The journal failed; restart the service when the disk is in order."));
        }

        return ResolveSetting();
    }

    private TapSetting ResolveSetting()
    {
        try
        {
            Cache.Refresh(CancellationToken.None);
            var generation = Cache.Current;
            if (generation.NewestData is { } signed)
            {
                Clock.RaiseFloor(signed);
            }

            return new TapSetting(generation, Modes.Resolve(generation, Clock.Read().Instant));
        }
        catch (Exception exception) when (exception is CacheException or ModeException)
        {
            throw new ObstacleException(new Obstacle(ReasonCode.TerminalCache, exception.Message), exception);
        }
    }
}
