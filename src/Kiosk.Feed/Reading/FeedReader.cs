using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Reading;

/// <summary>
/// Reads sets of a feed for somebody who keeps no cache: every signature, version and hash is verified from the trusted root down to the rows (TUF 1.0, 5). Whole sets only, in memory: for
/// small classes.
/// </summary>
/// <remarks>Every method throws <see cref="FeedReadException"/> where a file is missing, damaged, not signed, or older than what was trusted before.</remarks>
public sealed class FeedReader
{
    private const int MaxRoots = 1024;
    private const int MaxRootLength = 512 * 1024;
    private const int MaxTimestampLength = 16 * 1024;
    private const long MaxSetLength = 64 * 1024 * 1024;
    private const string ProvinceRole = "province-";

    private readonly IFeedContent content;
    private readonly FeedFaults faults;
    private readonly TrustedMetadataSet trusted;
    private ReadOnlyMemory<byte> root;

    private FeedReader(IFeedContent content, TrustedMetadataSet trusted, ReadOnlyMemory<byte> root) => (this.content, faults, this.trusted, this.root) = (content, new(content.Place), trusted, root);

    /// <summary>What to trust next time.</summary>
    public FeedAnchor Anchor => new(root, FeedVersions.Of(trusted));

    /// <summary>The roles that have expired; empty under <see cref="ExpiryRule.Refuse"/>.</summary>
    public IReadOnlyCollection<ExpiredRole> Expired => trusted.Expired;

    /// <summary>Verifies the newest metadata, down to each province's.</summary>
    /// <param name="now">With which expiries are compared.</param>
    public static async Task<FeedReader> OpenAsync(IFeedContent content, FeedAnchor anchor, DateTimeOffset now, ExpiryRule expiryRule, CancellationToken cancellationToken)
    {
        TrustedMetadataSet start;
        try
        {
            start = TrustedMetadataSet.Start(anchor.Root, now, expiryRule, anchor.Floor);
        }
        catch (MetadataFormatException e)
        {
            throw new FeedReadException(new("Tệp gốc của nguồn dữ liệu không dùng được: hãy lấy lại metadata/1.root.json từ bàn phát hành.", "The feed's root cannot be used: get metadata/1.root.json from the desk again."), e);
        }

        var reader = new FeedReader(content, start, anchor.Root);
        await reader.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return reader;
    }

    /// <summary>The newest snapshot of a class in every province that has one, its rows checked (<see cref="SetRules"/>) and compared with the signed hash.</summary>
    /// <param name="dataClass">One that is not sealed.</param>
    public async Task<IReadOnlyList<(ProvinceCode Province, SetRow Row)>> RowsAsync(DataClass dataClass, CancellationToken cancellationToken)
    {
        var rows = new List<(ProvinceCode, SetRow)>();
        foreach (var role in trusted.Targets.Where(role => role.Key.StartsWith(ProvinceRole, StringComparison.Ordinal)).OrderBy(role => role.Key, StringComparer.Ordinal))
        {
            var province = ProvinceCode.Parse(role.Key[ProvinceRole.Length..]);
            if (SnapshotOf(role.Value.Content, province, dataClass) is { } set)
            {
                rows.AddRange((await ReadAsync(set.Target, set.File, cancellationToken).ConfigureAwait(false)).Select(row => (province, row)));
            }
        }

        return rows;
    }

    /// <summary>A file that the national role lists, compared with its signed hash.</summary>
    /// <param name="path">Its target path (<see cref="TargetPaths"/>), without a folder.</param>
    /// <returns>Null if the feed has none.</returns>
    public async Task<byte[]?> NationalAsync(string path, CancellationToken cancellationToken)
    {
        if (!trusted.Targets[RoleName.Targets].Content.Targets.TryGetValue(path, out var file))
        {
            return null;
        }

        var place = $"targets/{file.Hashes.Prefix}.{path}";
        var bytes = file.Length <= MaxSetLength ? await ReadAsync(place, file.Length, cancellationToken).ConfigureAwait(false) : throw faults.TooLong(place, MaxSetLength);
        return bytes.Length == file.Length && file.Hashes.Match(bytes) ? bytes : throw faults.Changed(place);
    }

    /// <returns>Null if the province publishes none.</returns>
    private PublishedSet? SnapshotOf(TargetsMetadata role, ProvinceCode province, DataClass dataClass) => role.Targets
        .Select(file => TargetOf(file.Key, file.Value) is { } target ? new PublishedSet(target, file.Value) : null)
        .Where(set => set?.Target is SetTarget.Snapshot && set.Target.Result.Province == province && set.Target.Result.DataClass == dataClass)
        .MaxBy(set => set!.Target.Result.Version);

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        for (var count = 0; count < MaxRoots && await content.ReadAsync(PathOf(RoleName.Root, trusted.Root.Content.Version + 1), MaxRootLength, cancellationToken).ConfigureAwait(false) is { } next; count++)
        {
            Require(trusted.UpdateRoot(next));
            root = next;
        }

        Require(trusted.EndRootUpdate());
        Require(trusted.UpdateTimestamp(await ReadAsync(PathOf(RoleName.Timestamp, version: null), MaxTimestampLength, cancellationToken).ConfigureAwait(false)));
        Require(trusted.UpdateSnapshot(await ReadAsync(PathOf(RoleName.Snapshot, trusted.Timestamp!.Content.Snapshot.Version), MetadataParser.MaxLength, cancellationToken).ConfigureAwait(false)));
        await LoadAsync(RoleName.Targets, RoleName.Root, cancellationToken).ConfigureAwait(false);
        foreach (var role in trusted.Targets[RoleName.Targets].Content.Delegations?.Roles ?? [])
        {
            if (role.Name.StartsWith(ProvinceRole, StringComparison.Ordinal) && ProvinceCode.TryParse(role.Name[ProvinceRole.Length..], out _))
            {
                await LoadAsync(role.Name, RoleName.Targets, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LoadAsync(string role, string delegator, CancellationToken cancellationToken)
    {
        var version = trusted.Snapshot!.Content.MetaOf(role)?.Version ?? throw faults.Unlisted(role);
        Require(trusted.UpdateTargets(role, delegator, await ReadAsync(PathOf(role, version), MetadataParser.MaxLength, cancellationToken).ConfigureAwait(false)));
    }

    private async Task<List<SetRow>> ReadAsync(SetTarget target, TargetFile file, CancellationToken cancellationToken)
    {
        var slash = target.Path.LastIndexOf('/') + 1;
        var path = $"targets/{target.Path[..slash]}{file.Hashes.Prefix}.{target.Path[slash..]}";
        var bytes = file.Length <= MaxSetLength ? await ReadAsync(path, file.Length, cancellationToken).ConfigureAwait(false) : throw faults.TooLong(path, MaxSetLength);
        try
        {
            return bytes.Length == file.Length && file.Hashes.Match(bytes) && RowsOf(bytes, target) is { } rows ? rows : throw faults.Changed(path);
        }
        catch (Exception e) when (e is TargetFormatException or Records.RecordException or System.Text.Json.JsonException)
        {
            throw faults.Changed(path, e);
        }
    }

    /// <returns>Null if they are not the set that was signed.</returns>
    private static List<SetRow>? RowsOf(byte[] bytes, SetTarget target)
    {
        using var stream = new MemoryStream(bytes);
        using var digest = new SetDigestBuilder(target.Result.Shape);
        using var rules = target.Result.DataClass.NewRules(audience: null);
        var rows = new List<SetRow>();
        foreach (var row in SetFileReader.Open(stream, target).Rows())
        {
            rules.Check(row.Key.Span, row.Value.Span);
            digest.Add(row.Key.Span, row.Value.Span);
            rows.Add(new(row.Key.ToArray(), row.Value.ToArray()));
        }

        rules.Complete();
        return digest.Build().Hash == target.Result.Hash ? rows : null;
    }

    private SetTarget? TargetOf(string path, TargetFile file)
    {
        try
        {
            return SetTargetJson.Parse(path, file.Length, file.Custom ?? default);
        }
        catch (TargetFormatException) when (!DataClasses.All.Any(known => path.Contains($"/{known.Name()}.", StringComparison.Ordinal)))
        {
            // A class of a later version of this program.
            return null;
        }
        catch (TargetFormatException e)
        {
            throw faults.Changed(path, e);
        }
    }

    private async Task<byte[]> ReadAsync(string path, long maxLength, CancellationToken cancellationToken) =>
        await content.ReadAsync(path, maxLength, cancellationToken).ConfigureAwait(false) ?? throw faults.Missing(path);

    private void Require(MetadataUpdate update)
    {
        if (update is MetadataUpdate.Refused refused)
        {
            throw faults.Refused(refused.Refusal);
        }
    }

    private static string PathOf(string role, long? version) => $"metadata/{RoleName.QuotedFileNameOf(role, version)}";

    private sealed record PublishedSet(SetTarget Target, TargetFile File);
}
