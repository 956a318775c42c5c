using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Downloads and applies what refreshed metadata lists: revocation first, then members and meetings of each province. One instance per sync.</summary>
/// <param name="lookAgain">Tries to refresh the metadata; returns null if nothing is newer.</param>
/// <param name="building">Cancels building; the methods' tokens cancel only fetching.</param>
internal sealed class FeedContents(
    SyncSite site, TufClient client, IFeedFiles source, ByteBudget budget, SyncState status, TimeProvider time, Func<CancellationToken, Task<TufClient?>> lookAgain, CancellationToken building)
{
    private readonly TargetFiles files = site.Targets;
    private readonly List<DownloadProblem> problems = [];

    /// <summary>Set files that arrived incomplete and are kept for the next sync.</summary>
    private readonly List<TargetFile> begun = [];

    /// <summary>Hashes of the files that trust data is built from: if a changed one does not arrive, its last version is used.</summary>
    private readonly HashSet<string> inUse = new(StringComparer.Ordinal);
    private TimeSpan interval;
    private long? applied;
    private bool lacksAccess;
    private HeldContent? held;

    private HeldContent Held => held ??= HeldContent.Read(site, CancellationToken.None);

    /// <exception cref="IOException">The disk is full or failing.</exception>
    /// <exception cref="CacheException">The generation cannot be built.</exception>
    public async Task<(SyncOutcome Outcome, FeedStanding Standing)> TakeAsync(FeedStanding standing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        files.Create();
        var national = National();
        var trust = await TakeRevocationAsync(national, cancellationToken);
        standing = standing with { Policy = Read(national, TargetPaths.Policy, SyncPolicy.MaxLength, SyncPolicy.Parse) ?? standing.Policy, Releases = Read(national, TargetPaths.Releases, ReleaseList.MaxLength, ReleaseList.Parse) ?? standing.Releases };
        interval = standing.Policy.Interval;

        if (standing.Policy.QuietHours.Any(hours => hours.Contains(TimeOnly.FromTimeSpan((now + VietnamTime.Offset).TimeOfDay))) && Held.IsInForce)
        {
            return (Outcome(), standing);
        }

        await TakeSetsAsync(trust, cancellationToken);
        standing = standing with { Update = await TakeUpdateAsync(standing.Releases, cancellationToken) };
        inUse.UnionWith(Held.Sources.Values);
        files.KeepOnly(national.Select(target => target.File).Concat(begun), inUse);
        var expires = client.Trusted.Targets.Values.Select(role => role.Content.Expires).Append(standing.Expires ?? DateTimeOffset.MaxValue).Min();
        return (Outcome(), standing with { Expires = expires });
    }

    private SyncOutcome Outcome() => Result() with { LacksAccess = lacksAccess };

    private SyncOutcome Result() => (applied, problems) switch
    {
        ({ } number, _) => new SyncOutcome.Applied(number, DownloadProblem.Sentences(problems)),
        (_, [_, ..]) when problems.Any(problem => problem.IsRefusal) => new SyncOutcome.Refused(Sentences(), problems.All(problem => problem.File is not null) ? SyncFault.Incomplete : SyncFault.Unusable),
        (_, [_, ..]) => new SyncOutcome.Unreachable(Sentences()),
        _ => new SyncOutcome.NotModified(),
    };

    private Phrase Sentences() => DownloadProblem.Sentences(problems).Aggregate((told, next) => told.Then(next));

    private IReadOnlyList<(string Path, TargetFile File)> National() => TrustFiles.Known(client.Trusted.Targets[RoleName.Targets].Content);

    /// <returns>The trust data if there is no generation in force to apply it to; otherwise null.</returns>
    private async Task<TrustContent?> TakeRevocationAsync(IReadOnlyList<(string Path, TargetFile File)> national, CancellationToken cancellationToken)
    {
        var trust = await TakeTrustAsync(national, cancellationToken);
        if (trust is null || !Held.IsInForce)
        {
            return trust;
        }

        // Applied at once: members may take hours on a slow link, and revocations must not wait for them.
        await ApplyAsync(new(trust, [], KeptProvinces()));
        return null;
    }

    private HashSet<string> KeptProvinces() => [.. site.Provinces.Select(province => province.Text), .. Held.Header?.Sets.Select(set => set.Province) ?? []];

    /// <returns>Null if nothing changed, or what changed cannot be used.</returns>
    private async Task<TrustContent?> TakeTrustAsync(IReadOnlyList<(string Path, TargetFile File)> national, CancellationToken cancellationToken)
    {
        var listed = national.Where(target => !TrustFiles.IsBeside(target.Path)).ToDictionary(target => target.Path, target => target.File.Hashes.Prefix, StringComparer.Ordinal);
        var sources = Held.Sources;
        status.Expect(national.Sum(target => File.Exists(files.PathOf(target.File)) ? 0 : target.File.Length));
        inUse.UnionWith(sources.Values);
        var taken = new Dictionary<string, (string Path, string Hash)>(StringComparer.Ordinal);
        foreach (var (path, file) in national)
        {
            if (await files.FetchAsync(source, Phrase.Untranslated(path), file, client.LocationOf(path, file), budget, cancellationToken) is { } problem)
            {
                problems.Add(problem);
                if (!TrustFiles.IsCrl(path) && sources.TryGetValue(path, out var last) && files.FindWhole(last) is { } lastFile)
                {
                    taken[path] = (lastFile, last);
                }
            }
            else if (!TrustFiles.IsBeside(path))
            {
                taken[path] = (files.PathOf(file), file.Hashes.Prefix);
            }
        }

        if (listed.Count == sources.Count && listed.All(target => sources.GetValueOrDefault(target.Key) == target.Value))
        {
            return null;
        }

        try
        {
            return listed.Keys.All(path => taken.ContainsKey(path) || !TrustFiles.IsNeeded(path)) && Changes(taken, sources) ? TrustFiles.Load(taken) : null;
        }
        catch (TrustFilesException e)
        {
            problems.Add(DownloadProblem.Refused(Phrase.WithDetail("Có tệp chung của nguồn dữ liệu không dùng được", e.Message)));
            return null;
        }
    }

    private static bool Changes(Dictionary<string, (string Path, string Hash)> taken, IReadOnlyDictionary<string, string> sources) =>
        taken.Any(file => sources.GetValueOrDefault(file.Key) != file.Value.Hash) || sources.Keys.Any(path => !taken.ContainsKey(path) && !TrustFiles.IsCrl(path));

    private T? Read<T>(IReadOnlyList<(string Path, TargetFile File)> national, string name, int maxLength, SmallFile<T> parse)
        where T : class
    {
        var file = national.FirstOrDefault(target => target.Path == name).File;
        if (file is null || !File.Exists(files.PathOf(file)))
        {
            return null;
        }

        try
        {
            return file.Length <= maxLength ? parse(RegularFile.Read(files.PathOf(file), maxLength)) : throw new TargetFormatException($"it is longer than {maxLength} bytes.");
        }
        catch (TargetFormatException e)
        {
            problems.Add(DownloadProblem.Refused(new($"{name} không dùng được: {e.Sentence.Vietnamese}", $"{name} cannot be used: {e.Sentence.English}")));
            return null;
        }
    }

    /// <param name="trust">Trust data for the terminal's first generation; otherwise null.</param>
    private async Task TakeSetsAsync(TrustContent? trust, CancellationToken cancellationToken)
    {
        var offers = await new SetOffers(client, source.Origin, problems).LoadAsync(site.Provinces, cancellationToken);
        var changes = await FetchAsync(offers, isAnew: false, cancellationToken);
        if (problems.Count > 0 && !Held.IsInForce)
        {
            // A terminal with half the members would turn the other half away, so it stays out of service.
            return;
        }

        var missed = (await ApplyAsync(new(trust, [.. changes.Select(change => change.Files)], KeptNow())))
            .Where(set => !set.BeginsAnew)
            .Select(set => changes.First(change => change.Files == set).Offer)
            .ToList();
        if (missed.Count == 0)
        {
            return;
        }

        // Where deltas failed, fetch the whole set once.
        var whole = await FetchAsync(missed, isAnew: true, cancellationToken);
        await ApplyAsync(new(Trust: null, [.. whole.Select(change => change.Files)], KeptNow()));
    }

    private HashSet<string> KeptNow() => [.. site.Provinces.Select(province => province.Text)];

    private async Task<List<FetchedSet>> FetchAsync(List<SetOffer> offers, bool isAnew, CancellationToken cancellationToken)
    {
        var plans = offers.Select(offer => (Offer: offer, Plan: SetPlan.Choose([.. offer.Files.Select(file => file.Target)], isAnew ? null : Held.HashOf(offer.Province, offer.DataClass)))).ToList();
        status.Expect(plans.Sum(plan => (plan.Plan as SetPlan.Steps)?.Bytes ?? 0));
        var fetched = new List<FetchedSet>();
        foreach (var (offer, plan) in plans)
        {
            if (plan is SetPlan.Steps { Targets: var targets } && await FetchAsync(offer, targets, cancellationToken) is { } steps)
            {
                fetched.Add(new(offer, new(steps)));
            }
        }

        return fetched;
    }

    private async Task<List<SetStep>?> FetchAsync(SetOffer offer, IReadOnlyList<SetTarget> targets, CancellationToken cancellationToken)
    {
        var steps = new List<SetStep>();
        foreach (var target in targets)
        {
            var file = offer.Files.First(file => file.Target == target).File;
            var problem = await WatchAsync(
                fetching => files.FetchAsync(source, new($"{offer.DataClass.Name()} của {offer.Province}", $"{offer.DataClass.Name()} of {offer.Province}"), file, client.LocationOf(target.Path, file), budget, fetching), cancellationToken);
            status.Fetched(budget.Total);
            status.Expect(long.Max(0, status.Remaining - file.Length));
            if (problem is not null)
            {
                problems.Add(problem);
                begun.AddRange(offer.Files.Where(one => targets.Contains(one.Target)).Select(one => one.File));
                return null;
            }

            steps.Add(new(target, files.PathOf(file)));
        }

        return steps;
    }

    /// <summary>Keeps refreshing revocation data at the usual interval during a long fetch.</summary>
    private async Task<DownloadProblem?> WatchAsync(Func<CancellationToken, Task<DownloadProblem?>> fetch, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetching = fetch(ended.Token);
        try
        {
            while (await Task.WhenAny(fetching, Task.Delay(interval, time, ended.Token)) != fetching)
            {
                await LookAgainAsync(cancellationToken);
            }

            return await fetching;
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)fetching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (source.Origin is FeedOrigin.Server && Held.IsInForce && await lookAgain(cancellationToken) is { } newer)
        {
            var meanwhile = new FeedContents(site, newer, source, budget, status, time, lookAgain, building);
            await meanwhile.TakeRevocationAsync(meanwhile.National(), cancellationToken);
            (held, applied) = (null, meanwhile.applied ?? applied);
        }
    }

    /// <returns>The sets that could not be applied.</returns>
    private async Task<IReadOnlyList<SetChangeFiles>> ApplyAsync(CacheUpdate update)
    {
        CacheUpdateReport report;
        try
        {
            report = await site.UpdateAsync(update, status, time, building);
        }
        catch (CacheSourceException e)
        {
            report = new(null, [new(e.Sentence)]);
        }

        held = null;
        applied = report.Opened?.Pointer?.Number ?? applied;
        lacksAccess |= report.Refused.Any(part => part.LacksAccess);
        // A failed delta is not yet a problem: the whole set is fetched next.
        problems.AddRange(report.Refused.Where(part => part.Set is null or { BeginsAnew: true }).Select(part => DownloadProblem.Refused(part.Told)));
        return [.. report.Refused.Select(part => part.Set).OfType<SetChangeFiles>()];
    }

    // After everything that cards are judged by: an update has time, and most of the byte budget.
    private async Task<FetchedUpdate?> TakeUpdateAsync(IReadOnlyList<Release>? releases, CancellationToken cancellationToken)
    {
        if (site.Shelf?.NewestOf(releases) is not { } release
            || !client.Trusted.Targets[RoleName.Targets].Content.Targets.TryGetValue(TargetPaths.Updates + release.Update, out var file))
        {
            return null;
        }

        begun.Add(file);
        var path = TargetPaths.Updates + release.Update;
        if (await WatchAsync(fetching => files.FetchAsync(source, Phrase.Untranslated(path), file, client.LocationOf(path, file), budget, fetching), cancellationToken) is not { } problem)
        {
            return new(release.Version, release.RootHash, Path.GetFileName(files.PathOf(file)));
        }

        if (problem.IsRefusal)
        {
            problems.Add(problem);
        }

        return null;
    }

    private delegate T SmallFile<out T>(ReadOnlySpan<byte> content);

    private sealed record FetchedSet(SetOffer Offer, SetChangeFiles Files);
}
