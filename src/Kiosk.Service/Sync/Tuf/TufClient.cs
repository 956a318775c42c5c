using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>
/// The TUF 1.0 client workflow (section 5) over a source and a store. Call <see cref="RefreshAsync"/> first; its result and the delegated roles can be queried
/// until the next refresh. Verified metadata is on the disk before it is used. Not thread-safe.
/// </summary>
internal sealed class TufClient(IFeedSource source, MetadataStore store, TufClientOptions options)
{
    private TrustedMetadataSet? refreshed;

    /// <summary>The metadata trusted by the last refresh, and every role loaded since.</summary>
    /// <exception cref="InvalidOperationException">No refresh has succeeded yet.</exception>
    public TrustedMetadataSet Trusted => refreshed ?? throw new InvalidOperationException("Nothing was refreshed yet.");

    /// <param name="updateStart">The update start time, fixed for all expiry checks.</param>
    /// <exception cref="MetadataFormatException">The trusted root is missing or malformed; the terminal must be set up again.</exception>
    /// <exception cref="IOException">The store cannot be read or written.</exception>
    public async Task<RefreshOutcome> RefreshAsync(DateTimeOffset updateStart, CancellationToken cancellationToken)
    {
        refreshed = null;
        var root = store.Read(RoleName.Root) ?? throw new MetadataFormatException($"There is no trusted root in {store.Folder}.");
        var refresh = new TufRefresh(source, store, options, TrustedMetadataSet.Start(root, updateStart, options.ExpiryRule, options.Floor));
        var outcome = await refresh.RunAsync(cancellationToken);
        refreshed = outcome is RefreshOutcome.Refreshed ? refresh.Trusted : null;
        return outcome;
    }

    /// <summary>Searches the delegated roles in priority order for the target (5.6.7).</summary>
    /// <exception cref="IOException">The store cannot be read or written.</exception>
    public async Task<TargetOutcome> FindTargetAsync(string targetPath, CancellationToken cancellationToken)
    {
        var search = new DelegationSearch(targetPath, options.MaxRoleCount);
        while (search.TryNext(out var step))
        {
            switch (await LoadRoleAsync(step.Role, step.Delegator, cancellationToken))
            {
                case RoleOutcome.Loaded loaded when search.Visit(step, loaded.Metadata) is { } file:
                    return new TargetOutcome.Found(targetPath, file, step.Role, LocationOf(targetPath, file));
                case RoleOutcome.Refused refused:
                    return new TargetOutcome.Refused(refused.Refusal);
                case RoleOutcome.Unreachable unreachable:
                    return new TargetOutcome.Unreachable(unreachable.Sentence);
            }
        }

        return new TargetOutcome.NotFound($"No role vouches for {targetPath}.");
    }

    /// <summary>Loads a targets role delegated by an already loaded one, from the store if current, otherwise from the source.</summary>
    /// <exception cref="IOException">The store cannot be read or written.</exception>
    public Task<RoleOutcome> LoadRoleAsync(string role, string delegator, CancellationToken cancellationToken) =>
        new TargetsLoading(source, store, options, Trusted).LoadAsync(role, delegator, cancellationToken);

    /// <summary>The URL-encoded path of a target's file below the folder of targets.</summary>
    public string LocationOf(string targetPath, TargetFile file) =>
        TargetLocation.Of(targetPath, file, Trusted.Root.Content.ConsistentSnapshot && options.PrefixTargetsWithHash);
}
