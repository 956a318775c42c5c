using Kiosk.Feed.Targets;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Feedback;
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
    SyncState Sync,
    TerminalNotes Notes)
{
    /// <summary>Switches what the terminal is for, once that is in the journal and on the disk.</summary>
    /// <param name="by">Who asked.</param>
    /// <exception cref="ModeException">A name is unknown or missing; nothing was changed.</exception>
    /// <exception cref="CacheException">There is no cache to look names up in.</exception>
    /// <exception cref="IOException">The choice could not be written; the former mode stays, and the journal says so.</exception>
    /// <exception cref="OutOfServiceException">The journal failed, nothing was changed: the terminal is out of service.</exception>
    public void SwitchMode(ModeSelection selection, string by) =>
        Modes.SwitchTo(selection, Cache.Current, Clock.Read().Instant, chosen => Notes.Write(TerminalNote.ModeSwitched, chosen, by));

    /// <summary>An operator vouches for the time that the clock shows, for this run; on record first, with the clock as it stood until then.</summary>
    /// <param name="by">Who does.</param>
    /// <returns>The reading from now on.</returns>
    /// <exception cref="OutOfServiceException">The journal failed: the terminal is out of service, and nothing was accepted.</exception>
    public ClockReading AcceptClock(string by)
    {
        Notes.Write(TerminalNote.ClockAccepted, Modes.Standing, by);
        return Clock.Accept();
    }

    /// <summary>What the tap that begins now is judged by. Looks whether a newer generation has come, so that the very next tap sees it.</summary>
    /// <exception cref="OutOfServiceException">The terminal cannot serve.</exception>
    public TapContext ContextForTap()
    {
        if (Failure.Outage is { } failure)
        {
            throw new OutOfServiceException(failure);
        }

        if (Journal.IsFailed)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.TerminalJournal, "The journal failed; restart the service when the disk is in order."));
        }

        return ResolveContext();
    }

    /// <summary>What the signed policy says about the time past the feed's expiry.</summary>
    /// <exception cref="OutOfServiceException">Nobody is to be served in this mode.</exception>
    private bool IsFlagged(AdmissionMode mode, ClockReading clock)
    {
        var standing = Sync.Standing;
        var rule = standing.RuleAt(clock.Instant, expired => RuleOf(mode, expired));
        return rule is ExpiredRule.Refuse
            ? throw new OutOfServiceException(new OutOfService(
                ReasonCode.TerminalFeed,
                $"The signed feed expired on {standing.Expires:yyyy-MM-dd HH:mm:ss'Z'}; connect the network, or bring a stick: kiosk sync import PATH",
                TerminalNotices.FeedExpired(standing.Expires)))
            : rule is ExpiredRule.RecordAndFlag;
    }

    // Whatever the card: no date can be judged. Nobody is told that the card could not be confirmed.
    private void ThrowIfUnusable(ClockReading clock, ClockTrust least)
    {
        if (clock.Fault is not ClockFault.None)
        {
            throw new OutOfServiceException(new OutOfService(
                clock.Fault is ClockFault.Behind ? ReasonCode.ClockBehind : ReasonCode.ClockUntrusted,
                ClockSentences.OfFault(clock, Clock.Floor),
                TerminalNotices.Clock(clock)));
        }

        if (clock.Trust < least)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.ClockUntrusted, ClockSentences.OfTrust(least), TerminalNotices.ClockUnconfirmed));
        }
    }

    private static ExpiredRule RuleOf(AdmissionMode mode, ExpiryPolicy expired) => mode switch
    {
        AdmissionMode.AtMeeting => expired.Meeting,
        AdmissionMode.ForProcedure or AdmissionMode.AwaitingChoice => expired.Procedure,
        _ => expired.VerifyOnly,
    };

    private TapContext ResolveContext()
    {
        try
        {
            Cache.Refresh();
            return ResolveContext(Cache.Current);
        }
        catch (Exception exception) when (exception is not OutOfServiceException && OutOfService.Of(exception) is not null)
        {
            throw new OutOfServiceException(OutOfService.Of(exception)!, exception);
        }
    }

    private TapContext ResolveContext(CacheGeneration generation)
    {
        try
        {
            if (generation.SurelyPast is { } signed)
            {
                Clock.RaiseFloor(signed);
            }

            var clock = Clock.Read();
            ThrowIfUnusable(clock, generation.Profile.MinimumClockTrust);
            var mode = Modes.Resolve(generation, clock.Instant);
            return new TapContext(generation, mode, clock, IsFlagged(mode, clock));
        }
        catch (ModeException exception)
        {
            throw new OutOfServiceException(
                new OutOfService(ReasonCode.TerminalCache, exception.Message, TerminalNotices.ModeNotHeld(generation.Number))
                {
                    PublicDetail = "What the terminal was switched to is not in its data; see: kiosk status",
                },
                exception);
        }
    }
}
