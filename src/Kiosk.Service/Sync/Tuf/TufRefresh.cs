using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>One refresh of root, timestamp, snapshot and targets (TUF 1.0, 5.3 to 5.6.6).</summary>
internal sealed class TufRefresh(IFeedSource source, MetadataStore store, TufClientOptions options, TrustedMetadataSet trusted)
{
    private bool hasChanged;

    public TrustedMetadataSet Trusted => trusted;

    public async Task<RefreshOutcome> RunAsync(CancellationToken cancellationToken) =>
        await RefreshRootAsync(cancellationToken)
            ?? await RefreshTimestampAsync(cancellationToken)
            ?? await RefreshSnapshotAsync(cancellationToken)
            ?? await RefreshTargetsAsync(cancellationToken);

    private async Task<RefreshOutcome?> RefreshRootAsync(CancellationToken cancellationToken)
    {
        for (var rotation = 0; rotation < options.GreatestRootRotations; rotation++)
        {
            var fetched = await source.FetchMetadataAsync(RoleName.QuotedFileNameOf(RoleName.Root, trusted.Root.Content.Version + 1), options.GreatestRoot, cancellationToken);
            if (fetched is FetchOutcome.NotFound)
            {
                break;
            }

            if (fetched is not FetchOutcome.Fetched next)
            {
                return Failed(RoleName.Root, fetched);
            }

            if (trusted.UpdateRoot(next.Content) is MetadataUpdate.Refused refused)
            {
                return new RefreshOutcome.Refused(refused.Refusal);
            }

            KeepRoot(next.Content.Span);
        }

        return trusted.EndRootUpdate() is MetadataUpdate.Refused expired ? new RefreshOutcome.Refused(expired.Refusal) : null;
    }

    private void KeepRoot(ReadOnlySpan<byte> root)
    {
        // Before the root is kept: if the power fails in between, the next refresh comes by here again.
        if (trusted.HasRotatedOnlineKeys)
        {
            store.Delete(RoleName.Timestamp, RoleName.Snapshot);
        }

        store.Write(RoleName.Root, root);
        hasChanged = true;
    }

    private async Task<RefreshOutcome?> RefreshTimestampAsync(CancellationToken cancellationToken)
    {
        if (store.Read(RoleName.Timestamp) is { } kept)
        {
            // One that the current root does not vouch for is of no use, and does no harm.
            _ = trusted.LoadTimestamp(kept);
        }

        var fetched = await source.FetchMetadataAsync(RoleName.QuotedFileNameOf(RoleName.Timestamp), options.GreatestTimestamp, cancellationToken);
        return fetched is FetchOutcome.Fetched offered
            ? Keep(RoleName.Timestamp, offered.Content.Span, trusted.UpdateTimestamp(offered.Content))
            : Failed(RoleName.Timestamp, fetched);
    }

    private async Task<RefreshOutcome?> RefreshSnapshotAsync(CancellationToken cancellationToken)
    {
        if (store.Read(RoleName.Snapshot) is { } kept && trusted.LoadSnapshot(kept) is MetadataUpdate.Unchanged)
        {
            return null;
        }

        var stated = trusted.Timestamp!.Content.Snapshot;
        var name = RoleName.QuotedFileNameOf(RoleName.Snapshot, trusted.Root.Content.ConsistentSnapshot ? stated.Version : null);
        var fetched = await source.FetchMetadataAsync(name, TufClientOptions.BoundOf(stated, options.GreatestSnapshot), cancellationToken);
        return fetched is FetchOutcome.Fetched offered
            ? Keep(RoleName.Snapshot, offered.Content.Span, trusted.UpdateSnapshot(offered.Content))
            : Failed(RoleName.Snapshot, fetched);
    }

    private async Task<RefreshOutcome> RefreshTargetsAsync(CancellationToken cancellationToken)
    {
        var loading = new TargetsLoading(source, store, options, trusted);
        return await loading.LoadAsync(RoleName.Targets, RoleName.Root, cancellationToken) switch
        {
            RoleOutcome.Refused refused => new RefreshOutcome.Refused(refused.Refusal),
            RoleOutcome.Unreachable unreachable => new RefreshOutcome.Unreachable(unreachable.Sentence),
            _ => new RefreshOutcome.Refreshed(hasChanged || loading.HasFetched, trusted.Expired),
        };
    }

    private RefreshOutcome.Refused? Keep(string role, ReadOnlySpan<byte> content, MetadataUpdate update)
    {
        switch (update)
        {
            case MetadataUpdate.Refused refused:
                return new(refused.Refusal);
            case MetadataUpdate.Accepted:
                store.Write(role, content);
                hasChanged = true;
                break;
        }

        return null;
    }

    private static RefreshOutcome Failed(string role, FetchOutcome fetched) => fetched switch
    {
        FetchOutcome.TooLong tooLong => new RefreshOutcome.Refused(new(RefusalReason.Malformed, role, tooLong.Sentence)),
        FetchOutcome.NotFound notFound => new RefreshOutcome.Unreachable(notFound.Sentence),
        FetchOutcome.Unreachable unreachable => new RefreshOutcome.Unreachable(unreachable.Sentence),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
