using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Runs one sync: metadata, then trust data, then members and meetings. A part that fails does not affect the others.</summary>
internal sealed class FeedSync(SyncSite site, ByteBudget budget, SyncState status, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The sentence stored while a sync runs, which remains if it is killed or loses power.</summary>
    public static readonly Phrase Begun = new(
        "Một lần đồng bộ đã bắt đầu và chưa kết thúc; dữ liệu trước đó vẫn có hiệu lực, hoặc dữ liệu mới hơn và trọn vẹn.",
        "A sync began and has not ended; what was in force before it still is, or something newer and whole.");

    /// <summary>
    /// Runs a sync, one at a time on this machine: within this process calls queue; other processes are refused. A USB stick takes precedence: a network sync
    /// in progress yields to it.
    /// </summary>
    /// <exception cref="IOException">The disk is full or failing; the generation in force is unchanged.</exception>
    /// <exception cref="CacheException">Another program is building, or the new generation does not verify; the generation in force is unchanged.</exception>
    public async Task<SyncOutcome> RunAsync(IFeedFiles source, CancellationToken cancellationToken)
    {
        DurableFolder.Create(site.Folder, site.Files);
        return source.Origin is FeedOrigin.Stick ? await RunStickAsync(source, cancellationToken) : await RunByWireAsync(source, cancellationToken);
    }

    public void Dispose() => turn.Dispose();

    private async Task<SyncOutcome> RunStickAsync(IFeedFiles source, CancellationToken cancellationToken)
    {
        using var claim = await site.Sticks.ClaimAsync(time, cancellationToken);
        return claim is null
            ? new SyncOutcome.Refused(new("Máy đang đọc một USB khác. Hãy chờ máy đọc xong, rồi cắm lại USB này.", "Another stick is being read. Wait until it has been, then plug this one in again."))
            : await InTurnAsync(() => RunAloneAsync(source, cancellationToken, cancellationToken), cancellationToken);
    }

    private async Task<SyncOutcome> RunByWireAsync(IFeedFiles source, CancellationToken cancellationToken)
    {
        using var fetching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = site.Sticks.WatchAsync(fetching, time, ended.Token);
        try
        {
            return await InTurnAsync(() => RunAloneAsync(source, fetching.Token, cancellationToken), fetching.Token);
        }
        catch (OperationCanceledException) when (fetching.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new SyncOutcome.Yielded();
        }
        finally
        {
            await ended.CancelAsync();
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SyncOutcome> InTurnAsync(Func<Task<SyncOutcome>> run, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await run();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <param name="fetching">Cancelled when a USB stick waits.</param>
    private async Task<SyncOutcome> RunAloneAsync(IFeedFiles source, CancellationToken fetching, CancellationToken cancellationToken)
    {
        using var alone = source.Origin is FeedOrigin.Stick ? await StickPrecedence.TakeAsync(site.LockFile, time, cancellationToken) : FileLock.TryTake(site.LockFile);
        if (alone is null)
        {
            return new SyncOutcome.Refused(new("Máy đang có một lần đồng bộ khác. Hãy thử lại khi lần đó kết thúc.", "On this terminal another sync is under way. Try again when it has ended."));
        }

        var now = UpdateStart(site.Clock.Read());
        var before = FeedStanding.Read(site.StandingFile) with { LastTry = now };
        before.With(Begun).Write(site.StandingFile, site.Files);
        SyncOutcome outcome;
        FeedStanding standing;
        try
        {
            (outcome, standing) = await TryAsync(source, before, now, fetching, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CacheException)
        {
            var explained = DiskException.Explain(e, site.Folder);
            End((before with { IsWell = false, Fault = FeedFault.Storage }).With(SystemRefusal.SentenceOf(explained)));
            if (explained != e)
            {
                throw explained;
            }

            throw;
        }
        catch (OperationCanceledException) when (fetching.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            outcome = new SyncOutcome.Yielded();
            before.With(outcome.Told).Write(site.StandingFile, site.Files);
            return outcome;
        }

        var isWell = outcome is SyncOutcome.NotModified or SyncOutcome.Applied { Problems.Count: 0 };
        standing = (standing with { IsWell = isWell, Fault = FeedFaults.Of(outcome), LastSuccess = isWell ? now : standing.LastSuccess }).With(outcome.Told);
        standing.Write(site.StandingFile, site.Files);
        Show(standing);
        return outcome;
    }

    private void End(FeedStanding standing)
    {
        try
        {
            standing.Write(site.StandingFile, site.Files);
        }
        catch (IOException)
        {
            // The same disk already records that a sync began.
        }

        Show(standing);
    }

    private void Show(FeedStanding standing)
    {
        status.Standing = standing;
        status.Fetched(budget.Total);
        status.Expect(0);
        status.Ended(standing.IsWell);
    }

    /// <summary>
    /// The time that expiries are compared with. If the clock is behind the floor, or jumped ahead unconfirmed, this is the floor: a wrong clock must not make
    /// good metadata look expired.
    /// </summary>
    private DateTimeOffset UpdateStart(ClockReading clock) => clock.Fault is ClockFault.None ? clock.Instant : site.Clock.Floor;

    private async Task<(SyncOutcome Outcome, FeedStanding Standing)> TryAsync(
        IFeedFiles source, FeedStanding standing, DateTimeOffset now, CancellationToken fetching, CancellationToken cancellationToken)
    {
        var policy = standing.Policy.Expired;
        var mayFlag = ((ExpiredRule[])[policy.Meeting, policy.Procedure, policy.VerifyOnly]).Contains(ExpiredRule.RecordAndFlag);
        if (site.RecallFeed() is not { } floor)
        {
            return (new SyncOutcome.Refused(RefusalWording.Forgotten(site)), standing);
        }

        var options = new TufClientOptions { ExpiryRule = mayFlag ? ExpiryRule.Flag : ExpiryRule.Refuse, Floor = floor };
        var client = new TufClient(source, site.Metadata, options);
        RefreshOutcome outcome;
        try
        {
            outcome = await client.RefreshAsync(now, fetching);
        }
        catch (MetadataFormatException e)
        {
            return (new SyncOutcome.Refused(new(
                $"Không đọc được siêu dữ liệu mà máy giữ [{e.Message.TrimEnd('.')}]. Hãy đặt lại root của nguồn dữ liệu: Kiosk:Sync:Root.",
                $"{e.Message} Put the feed's root in place again: Kiosk:Sync:Root.")), standing);
        }

        switch (outcome)
        {
            case RefreshOutcome.Refused { Refusal: { Reason: RefusalReason.OtherFeed } other }:
                return (new SyncOutcome.Refused(RefusalWording.OtherFeed(other, site), SyncFault.Foreign), standing);
            case RefreshOutcome.Refused refused:
                return (RefusalWording.Of(refused.Refusal, source.Origin), standing);
            case RefreshOutcome.Unreachable unreachable:
                return (new SyncOutcome.Unreachable(unreachable.Sentence), standing);
        }

        site.Store.Feed.Keep(FeedVersions.Of(client.Trusted));
        var before = standing.Expires;
        standing = standing with { Expires = Expiry(client.Trusted) };
        if (now - standing.Expires > policy.MaxAge)
        {
            return (new SyncOutcome.Refused(
                new(
                    $"Nguồn dữ liệu đã hết hạn từ {standing.Expires:yyyy-MM-dd HH:mm:ss'Z'}, lâu hơn mức mà quy định của nguồn cho phép. Hãy đề nghị bàn phát hành phát hành lại.",
                    $"The feed expired on {standing.Expires:yyyy-MM-dd HH:mm:ss'Z'}, longer ago than its policy allows. Have the desk publish again."),
                SyncFault.Older), standing);
        }

        var contents = new FeedContents(site, client, source, budget, status, time, LookAgainAsync, cancellationToken);
        (var taken, standing) = await contents.TakeAsync(standing, now, fetching);
        if (taken.LacksAccess)
        {
            // What stays in force is good for no longer than it was.
            standing = standing with { Expires = before ?? standing.Expires };
        }

        return (taken with { Remark = (outcome as RefreshOutcome.Refreshed)?.Remark }, standing);

        async Task<TufClient?> LookAgainAsync(CancellationToken token)
        {
            var newer = new TufClient(source, site.Metadata, options);
            if (await newer.RefreshAsync(UpdateStart(site.Clock.Read()), token) is not RefreshOutcome.Refreshed { HasChanged: true })
            {
                return null;
            }

            site.Store.Feed.Keep(FeedVersions.Of(newer.Trusted));
            return newer;
        }
    }

    private static DateTimeOffset Expiry(TrustedMetadataSet trusted) =>
        trusted.Targets.Values.Select(role => role.Content.Expires).Append(trusted.Timestamp!.Content.Expires).Append(trusted.Snapshot!.Content.Expires).Min();
}
