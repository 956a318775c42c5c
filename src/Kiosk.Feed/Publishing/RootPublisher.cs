using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>
/// Signs and publishes the next root. It needs signatures by its own keys and by the previous root's, whose holders may be in different places: each signs in turn, and the root is published
/// once both thresholds are met.
/// </summary>
public sealed class RootPublisher(FeedTree tree, FeedSigners signers, TimeProvider time)
{
    /// <summary>Adds signatures by the keys at hand.</summary>
    /// <param name="pending">The root as signed by earlier holders, or null. Discarded if it has expired, keys or rules have changed, or another root was published since.</param>
    /// <param name="before">The previous root's keys; null for the first root.</param>
    /// <exception cref="PublishingException">A key, the tree or the pending root cannot be used.</exception>
    /// <exception cref="IOException">File access failed.</exception>
    public async Task<RootStep> SignAsync(byte[]? pending, SigningRole? before, CancellationToken cancellationToken)
    {
        tree.Take();
        var last = PublishedFeed.Read(tree)?.Root;
        var version = (last?.Content.Version ?? 0) + 1;
        var writer = new RoleWriter(tree, time.GetUtcNow());
        var begun = await ContinueAsync(pending, version, cancellationToken).ConfigureAwait(false);
        var signed = await SignAsync(begun, () => signers.ToRoot(version, writer.ExpiryOf(signers.Root)), HoldersAtHand(before), cancellationToken).ConfigureAwait(false);
        var step = new RootStep(signed, Count(signed, signed.Content), last is null ? null : Count(signed, last.Content));
        if (step.IsComplete)
        {
            tree.WriteMetadata(RoleName.Root, version, signed.Bytes.Span);
        }

        return step;
    }

    private static SignatureCount Count(SignedMetadata<RootMetadata> signed, RootMetadata by) =>
        new(signed.CountSigners(by.SignatoriesOf(RoleName.Root)), by.Roles[RoleName.Root].Threshold);

    private static async Task<SignedMetadata<RootMetadata>> SignAsync(
        SignedMetadata<RootMetadata>? begun, Func<RootMetadata> begin, IReadOnlyList<ISigner> holders, CancellationToken cancellationToken)
    {
        try
        {
            return MetadataParser.ParseRoot(begun is null
                ? await MetadataWriter.SignAsync(begin(), holders, cancellationToken).ConfigureAwait(false)
                : await MetadataWriter.CoSignAsync(begun, holders, cancellationToken).ConfigureAwait(false));
        }
        catch (SigningException e)
        {
            throw new PublishingException(e.Sentence, e);
        }
        catch (MetadataFormatException e)
        {
            throw new PublishingException(new Phrase($"Không đọc lại được root sau khi ký [{e.Message.TrimEnd('.')}].", $"The root metadata would not be readable: {e.Message}"), e);
        }
    }

    private List<ISigner> HoldersAtHand(SigningRole? before) =>
        [.. signers.Root.Signers.Concat(before?.Signers ?? []).Where(signer => signer.IsAtHand).DistinctBy(signer => signer.PublicKey.Id)];

    private async Task<SignedMetadata<RootMetadata>?> ContinueAsync(byte[]? pending, long version, CancellationToken cancellationToken)
    {
        if (pending is null)
        {
            return null;
        }

        try
        {
            var begun = MetadataParser.ParseRoot(pending);
            var wanted = MetadataParser.ParseRoot(await MetadataWriter.SignAsync(signers.ToRoot(version, begun.Content.Expires), [], cancellationToken).ConfigureAwait(false));
            return begun.Content.Version == version && begun.SignedBytes.Span.SequenceEqual(wanted.SignedBytes.Span) && !begun.Content.IsExpiredAt(time.GetUtcNow()) ? begun : null;
        }
        catch (MetadataFormatException e)
        {
            throw new PublishingException(new Phrase($"root đã ký một phần bị hỏng [{e.Message.TrimEnd('.')}]. Hãy xóa tệp đó để bắt đầu lại.", $"The partly signed root is damaged: {e.Message} Delete it to start again."), e);
        }
    }
}

/// <summary>Progress of signing a root.</summary>
/// <param name="Own">Signatures by the keys this root names.</param>
/// <param name="Former">Signatures by the keys the previous root names; null for the first root.</param>
public sealed record RootStep(SignedMetadata<RootMetadata> Root, SignatureCount Own, SignatureCount? Former)
{
    /// <summary>Whether the root was published; if not, the next holder must sign.</summary>
    public bool IsComplete => Own.IsEnough && Former?.IsEnough is not false;
}

public readonly record struct SignatureCount(int Good, int Needed)
{
    public bool IsEnough => Good >= Needed;
}
