using Kiosk.Feed.Targets;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Journal;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

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
    Heartbeat Heartbeat,
    SyncStatus Sync)
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

    /// <summary>What the signed policy says about the time past the feed's expiry. A clock that cannot be used has reasons of its own.</summary>
    /// <exception cref="ObstacleException">Nobody is to be served in this mode.</exception>
    private bool IsFlagged(AdmissionMode mode, ClockReading clock)
    {
        var standing = Sync.Standing;
        var rule = clock.Fault is ClockFault.None ? standing.RuleAt(clock.Instant, expired => RuleOf(mode, expired)) : null;
        return rule is ExpiredRule.Refuse
            ? throw new ObstacleException(new Obstacle(
                ReasonCode.TerminalFeed,
                $"The signed feed expired on {standing.Expires:yyyy-MM-dd HH:mm:ss'Z'}; connect the network, or bring a stick: kiosk sync import PATH",
                TerminalNotices.FeedExpired(standing.Expires)))
            : rule is ExpiredRule.RecordAndFlag;
    }

    private static ExpiredRule RuleOf(AdmissionMode mode, ExpiryPolicy expired) => mode switch
    {
        AdmissionMode.AtMeeting => expired.Meeting,
        AdmissionMode.ForProcedure or AdmissionMode.AwaitingChoice => expired.Procedure,
        _ => expired.VerifyOnly,
    };

    private TapSetting ResolveSetting()
    {
        try
        {
            Cache.Refresh(CancellationToken.None);
            return ResolveSetting(Cache.Current);
        }
        catch (CacheException exception)
        {
            throw new ObstacleException(new Obstacle(ReasonCode.TerminalCache, exception.Message), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process out of descriptors, or a disk that fails: the next tap looks again.
            throw new ObstacleException(new Obstacle(ReasonCode.TerminalCache, $"The cache cannot be looked at: {exception.Message}"), exception);
        }
    }

    private TapSetting ResolveSetting(CacheGeneration generation)
    {
        try
        {
            if (generation.SurelyPast is { } signed)
            {
                Clock.RaiseFloor(signed);
            }

            var clock = Clock.Read();
            var mode = Modes.Resolve(generation, clock.Instant);
            return new TapSetting(generation, mode, IsFlagged(mode, clock));
        }
        catch (ModeException exception)
        {
            throw new ObstacleException(
                new Obstacle(ReasonCode.TerminalCache, exception.Message, TerminalNotices.ModeNotHeld(generation.Number))
                {
                    PublicDetail = "What the terminal was switched to is not in its data; see: kiosk status",
                },
                exception);
        }
    }
}
