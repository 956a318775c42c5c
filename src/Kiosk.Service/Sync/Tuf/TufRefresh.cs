using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>One refresh of root, timestamp, snapshot and targets (TUF 1.0, 5.3 to 5.6.6).</summary>
internal sealed class TufRefresh(IFeedSource source, MetadataStore store, TufClientOptions options, TrustedMetadataSet trusted)
{
    private bool hasChanged;
    private static readonly Phrase SoftNotFound = new("nhận được một trang web (soft 404)", "a web page came (a soft 404)");

    private (string Name, FetchFault Fault)? strayRoot;

    public TrustedMetadataSet Trusted => trusted;

    public async Task<RefreshOutcome> RunAsync(CancellationToken cancellationToken) =>
        await RefreshRootAsync(cancellationToken)
            ?? await RefreshTimestampAsync(cancellationToken)
            ?? await RefreshSnapshotAsync(cancellationToken)
            ?? await RefreshTargetsAsync(cancellationToken);

    private async Task<RefreshOutcome?> RefreshRootAsync(CancellationToken cancellationToken)
    {
        for (var rotation = 0; rotation < options.MaxRootRotations; rotation++)
        {
            var name = RoleName.QuotedFileNameOf(RoleName.Root, trusted.Root.Content.Version + 1);
            var fetched = await source.FetchMetadataAsync(name, options.MaxRoot, cancellationToken);
            if (fetched is FetchOutcome.NotFound)
            {
                break;
            }

            if (fetched is FetchOutcome.Foreign { Fault: var fault })
            {
                // Treated as not found: many servers answer with a page for missing files. The timestamp will show whether this is a feed.
                strayRoot = (name, fault);
                break;
            }

            if (fetched is not FetchOutcome.Fetched next)
            {
                return MetadataFetch.Failed(RoleName.Root, name, (FetchOutcome.Failed)fetched);
            }

            if (trusted.UpdateRoot(next.Content) is MetadataUpdate.Refused refused)
            {
                return new RefreshOutcome.Refused(MetadataFetch.Explain(refused.Refusal, name, next.Content.Span));
            }

            KeepRoot(next.Content.Span);
        }

        return trusted.EndRootUpdate() is MetadataUpdate.Refused expired ? new RefreshOutcome.Refused(expired.Refusal) : null;
    }

    private void KeepRoot(ReadOnlySpan<byte> root)
    {
        // Before the root is stored, so that after a power cut in between the next refresh does this again.
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
            // A stored timestamp not signed under the current root is ignored.
            _ = trusted.LoadTimestamp(kept);
        }

        var name = RoleName.QuotedFileNameOf(RoleName.Timestamp);
        return await source.FetchMetadataAsync(name, options.MaxTimestamp, cancellationToken) switch
        {
            FetchOutcome.Fetched offered => Keep(RoleName.Timestamp, name, offered.Content.Span, trusted.UpdateTimestamp(offered.Content)),
            FetchOutcome.Foreign { Fault: var fault } when fault == HttpFaults.Page && strayRoot?.Fault == HttpFaults.Page => new RefreshOutcome.Unreachable(HttpFaults.Portal.Of(name)),
            var other => MetadataFetch.Failed(RoleName.Timestamp, name, (FetchOutcome.Failed)other),
        };
    }

    private async Task<RefreshOutcome?> RefreshSnapshotAsync(CancellationToken cancellationToken)
    {
        if (store.Read(RoleName.Snapshot) is { } kept && trusted.LoadSnapshot(kept) is MetadataUpdate.Unchanged)
        {
            return null;
        }

        var stated = trusted.Timestamp!.Content.Snapshot;
        var name = RoleName.QuotedFileNameOf(RoleName.Snapshot, trusted.Root.Content.ConsistentSnapshot ? stated.Version : null);
        var fetched = await source.FetchMetadataAsync(name, TufClientOptions.BoundOf(stated, options.MaxSnapshot), cancellationToken);
        return fetched is FetchOutcome.Fetched offered
            ? Keep(RoleName.Snapshot, name, offered.Content.Span, trusted.UpdateSnapshot(offered.Content))
            : MetadataFetch.Failed(RoleName.Snapshot, name, (FetchOutcome.Failed)fetched);
    }

    private async Task<RefreshOutcome> RefreshTargetsAsync(CancellationToken cancellationToken)
    {
        var loading = new TargetsLoading(source, store, options, trusted);
        return await loading.LoadAsync(RoleName.Targets, RoleName.Root, cancellationToken) switch
        {
            RoleOutcome.Refused refused => new RefreshOutcome.Refused(refused.Refusal),
            RoleOutcome.Unreachable unreachable => new RefreshOutcome.Unreachable(unreachable.Sentence),
            _ => new RefreshOutcome.Refreshed(hasChanged || loading.HasFetched, trusted.Expired) { Remark = Remark() },
        };
    }

    private RefreshOutcome.Refused? Keep(string role, string name, ReadOnlySpan<byte> content, MetadataUpdate update)
    {
        switch (update)
        {
            case MetadataUpdate.Refused refused:
                return new(MetadataFetch.Explain(refused.Refusal, name, content));
            case MetadataUpdate.Accepted:
                store.Write(role, content);
                hasChanged = true;
                break;
        }

        return null;
    }

    private Phrase? Remark()
    {
        if (strayRoot is not { } stray)
        {
            return null;
        }

        var cause = stray.Fault == HttpFaults.Page ? SoftNotFound : stray.Fault.Cause;
        return new(
            $"{stray.Name}: {cause.Vietnamese}; nguồn dữ liệu chưa có tệp này, và máy chủ nên trả lời 404.",
            $"{stray.Name}: {cause.English}; the feed has no such file yet, and the server should answer 404.");
    }
}
