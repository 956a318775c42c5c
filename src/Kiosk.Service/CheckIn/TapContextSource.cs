using Kiosk.Feed.Targets;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>Takes the <see cref="TapContext"/> snapshot at the start of each tap.</summary>
internal sealed class TapContextSource(ServiceFailure failure, KioskCache cache, ClockMonitor clock, ModeSwitch modes, SyncState feed, OwnEnrolment enrolment, DeskMemory desk)
{
    /// <summary>Returns the context of the tap that starts now. Checks for a newer generation first, so that the very next tap uses it.</summary>
    /// <exception cref="OutOfServiceException">The terminal is out of service.</exception>
    public TapContext Begin()
    {
        if (failure.Outage is { } failed)
        {
            throw new OutOfServiceException(failed);
        }

        try
        {
            cache.Refresh();
            return Begin(cache.Current);
        }
        catch (CacheException exception) when (exception.Fault is CacheFault.Missing && feed.Standing.Fault is FeedFault.NoAccess)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.TerminalNoAccess, Phrase.WithDetail("Nguồn dữ liệu chưa cho máy này đọc dữ liệu của tỉnh", feed.Standing.Sentence), enrolment.FirstStep), exception);
        }
        catch (CacheException exception) when (exception.Fault is CacheFault.Missing or CacheFault.NoAccess)
        {
            throw new OutOfServiceException(OutOfService.Of(exception)! with { Notice = enrolment.FirstStep }, exception);
        }
        catch (Exception exception) when (exception is not OutOfServiceException && OutOfService.Of(exception) is not null)
        {
            throw new OutOfServiceException(OutOfService.Of(exception)!, exception);
        }
    }

    private TapContext Begin(CacheGeneration generation)
    {
        if (generation.SurelyPast is { } signed)
        {
            clock.RaiseFloor(signed);
        }

        if (enrolment.RevokedBy(generation) is { } revoked)
        {
            throw new OutOfServiceException(new OutOfService(
                ReasonCode.TerminalRevoked,
                new(
                    $"Nguồn dữ liệu thu hồi khóa của máy này từ {revoked.At:yyyy-MM-dd HH:mm'Z'}: {revoked.Reason}. Hãy báo cáo; để dùng lại máy, hãy dời nhật ký và tệp khóa đi rồi ghi danh bằng khóa mới: kiosk enrol",
                    $"The feed revokes this terminal's keys as of {revoked.At:yyyy-MM-dd HH:mm'Z'}: {revoked.Reason}. Report it; to use the terminal again, move its journal and key file away and enrol it with new keys: kiosk enrol"),
                TerminalNotices.Revoked(revoked.At)));
        }

        var now = clock.Read();
        ThrowIfUnusable(now, generation.Profile.MinimumClockTrust);
        try
        {
            var mode = modes.Resolve(generation, now.Instant);
            return desk.Complete(new TapContext(generation, mode, now, IsFlagged(mode, now)));
        }
        catch (ModeException exception)
        {
            throw new OutOfServiceException(
                new OutOfService(ReasonCode.TerminalCache, exception.Sentence, TerminalNotices.ModeNotHeld(generation.Number))
                {
                    PublicDetail = "What the terminal was switched to is not in its data; see: kiosk status",
                },
                exception);
        }
    }

    // Without a usable clock no date can be judged for any card, so the answer must not blame this one.
    private void ThrowIfUnusable(ClockReading now, ClockTrust minTrust)
    {
        if (now.Fault is not ClockFault.None)
        {
            throw new OutOfServiceException(new OutOfService(
                now.Fault is ClockFault.Behind ? ReasonCode.ClockBehind : ReasonCode.ClockUntrusted,
                ClockSentences.OfFault(now, clock.Floor),
                TerminalNotices.Clock(now)));
        }

        if (now.Trust < minTrust)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.ClockUntrusted, ClockSentences.OfTrust(minTrust), TerminalNotices.ClockUnconfirmed));
        }
    }

    /// <summary>Whether admissions are flagged because the feed has expired, as the signed policy says.</summary>
    /// <exception cref="OutOfServiceException">The policy refuses service in this mode.</exception>
    private bool IsFlagged(AdmissionMode mode, ClockReading now)
    {
        var standing = feed.Standing;
        var rule = standing.RuleAt(now.Instant, expired => RuleOf(mode, expired));
        return rule is ExpiredRule.Refuse
            ? throw new OutOfServiceException(new OutOfService(
                ReasonCode.TerminalFeed,
                new(
                    $"Nguồn dữ liệu ký số đã hết hạn ngày {standing.Expires:yyyy-MM-dd HH:mm:ss'Z'}; hãy kết nối mạng, hoặc mang USB đến: kiosk sync import THƯ-MỤC",
                    $"The signed feed expired on {standing.Expires:yyyy-MM-dd HH:mm:ss'Z'}; connect the network, or bring a stick: kiosk sync import PATH"),
                TerminalNotices.FeedExpired(standing.Expires)))
            : rule is ExpiredRule.RecordAndFlag;
    }

    private static ExpiredRule RuleOf(AdmissionMode mode, ExpiryPolicy expired) => mode switch
    {
        AdmissionMode.AtMeeting => expired.Meeting,
        AdmissionMode.ForProcedure or AdmissionMode.AwaitingChoice or AdmissionMode.OwnRecord => expired.Procedure,
        _ => expired.VerifyOnly,
    };
}
