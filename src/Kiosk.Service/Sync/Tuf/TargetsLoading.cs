using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Loads one targets role into the trusted set: already there, from the store if current, otherwise from the source (TUF 1.0, 5.6.1 to 5.6.6).</summary>
internal sealed class TargetsLoading(IFeedSource source, MetadataStore store, TufClientOptions options, TrustedMetadataSet trusted)
{
    /// <summary>Whether anything came from the source.</summary>
    public bool HasFetched { get; private set; }

    public async Task<RoleOutcome> LoadAsync(string role, string delegator, CancellationToken cancellationToken)
    {
        if (trusted.Targets.ContainsKey(role))
        {
            return Outcome(role, trusted.VerifyDelegation(role, delegator));
        }

        return store.Read(role) is { } kept && trusted.UpdateTargets(role, delegator, kept) is MetadataUpdate.Accepted current
            ? Outcome(role, current)
            : await FetchAsync(role, delegator, cancellationToken);
    }

    private async Task<RoleOutcome> FetchAsync(string role, string delegator, CancellationToken cancellationToken)
    {
        var snapshot = trusted.Snapshot!.Content;
        if (snapshot.MetaOf(role) is not { } stated)
        {
            return new RoleOutcome.Refused(new(RefusalReason.NotListed, role, $"Snapshot version {snapshot.Version} does not list {role}."));
        }

        var name = RoleName.QuotedFileNameOf(role, trusted.Root.Content.ConsistentSnapshot ? stated.Version : null);
        switch (await source.FetchMetadataAsync(name, TufClientOptions.BoundOf(stated, options.MaxTargets), cancellationToken))
        {
            case FetchOutcome.Fetched offered:
                var update = trusted.UpdateTargets(role, delegator, offered.Content);
                if (update is MetadataUpdate.Accepted)
                {
                    store.Write(role, offered.Content.Span);
                    HasFetched = true;
                }

                return update is MetadataUpdate.Refused refused ? new RoleOutcome.Refused(MetadataFetch.Explain(refused.Refusal, name, offered.Content.Span)) : Outcome(role, update);
            case FetchOutcome.TooLong { Fault: var fault }:
                return new RoleOutcome.Refused(MetadataFetch.TooLong(role, name, fault));
            case FetchOutcome.Failed { Fault: var fault }:
                return new RoleOutcome.Unreachable(fault.Of(name));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private RoleOutcome Outcome(string role, MetadataUpdate update) =>
        update is MetadataUpdate.Refused refused ? new RoleOutcome.Refused(refused.Refusal) : new RoleOutcome.Loaded(trusted.Targets[role].Content);
}
