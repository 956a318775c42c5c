using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>
/// Publishes into a tree so that a static server may serve it at any moment: targets first, then the metadata that refers to them from the leaves up, the
/// timestamp last. If interrupted at any point, the last publication stays complete.
/// </summary>
/// <remarks>Every method throws <see cref="PublishingException"/> if the tree, the keys or the content cannot be used and <see cref="IOException"/> if file access fails.</remarks>
public sealed class FeedPublisher(FeedTree tree, FeedSigners signers, PublishingRules rules, TimeProvider time)
{
    /// <summary>Writes root version 1, which terminals are provisioned with. Publishes nothing yet.</summary>
    public async Task<SignedMetadata<RootMetadata>> InitialiseAsync(CancellationToken cancellationToken)
    {
        tree.Take();
        if (tree.NewestVersionOf(RoleName.Root) > 0)
        {
            throw new PublishingException(new Phrase($"{tree.Folder} đã có nguồn dữ liệu.", $"{tree.Folder} already holds a feed."));
        }

        return await SignRootAsync(before: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes new content. Whatever did not change keeps its version and its file.</summary>
    public async Task<PublishingReport> PublishAsync(FeedContent content, IProgress<PublishingProgress>? progress, CancellationToken cancellationToken)
    {
        var last = Open();
        var reports = new List<SetReport>();
        var provinces = PublishSets(last, content.Provinces, reports, progress, cancellationToken);
        var national = new Dictionary<string, TargetFile>(StringComparer.Ordinal);
        foreach (var (path, bytes) in content.National.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new(Phrase.Untranslated(path)));
            var (length, hashes) = tree.AddTarget(stream => stream.Write(bytes.Span), _ => path);
            national[path] = new(length, hashes);
        }

        return await CommitAsync(last, national, provinces, reports, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renews signatures that are due, for a feed whose sources did not change.</summary>
    /// <param name="changed">Sets that changed nevertheless, such as the list of terminals.</param>
    public Task<PublishingReport> RenewAsync(IReadOnlyList<ProvinceContent> changed, CancellationToken cancellationToken)
    {
        var last = Open();
        var reports = new List<SetReport>();
        var provinces = PublishSets(last, changed, reports, progress: null, cancellationToken);
        return CommitAsync(last, last.Targets?.Content.Targets ?? new Dictionary<string, TargetFile>(StringComparer.Ordinal), provinces, reports, progress: null, cancellationToken);
    }

    /// <summary>
    /// Writes the next root with the current keys, signed by the old and the new root keys, and re-signs everything below it with the current keys.
    /// </summary>
    /// <param name="before">The root's former signers: enough of them to meet its threshold.</param>
    public async Task<PublishingReport> RotateAsync(SigningRole before, CancellationToken cancellationToken)
    {
        tree.Take();
        var last = PublishedFeed.Read(tree) ?? throw NoFeed();
        await SignRootAsync(before, cancellationToken).ConfigureAwait(false);
        var root = PublishedFeed.Read(tree) ?? throw NoFeed();
        return await CommitAsync(root, last.Targets?.Content.Targets ?? new Dictionary<string, TargetFile>(StringComparer.Ordinal), ListedNow(root), [], progress: null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Adds a delta from a version whose snapshot is still in the tree to the newest one.</summary>
    public Task<PublishingReport> AddDeltaAsync(ProvinceCode province, DataClass dataClass, long since, CancellationToken cancellationToken)
    {
        var last = Open();
        var listed = ListedNow(last);
        var now = listed.TryGetValue(province, out var files) ? files : throw new PublishingException(new Phrase($"Chưa có ai ký cho tỉnh {province}.", $"Nobody signs for the province {province}."));
        var newest = Snapshots(now, dataClass).MaxBy(file => file.Target.Result.Version)
            ?? throw new PublishingException(new Phrase($"Chưa phát hành {dataClass.Name()} của {province}.", $"No {dataClass.Name()} of {province} are published yet."));
        if (since >= newest.Target.Result.Version)
        {
            throw new PublishingException(new Phrase($"Phiên bản {since} không cũ hơn {newest.Target.Result.Version}, là {dataClass.Name()} mới nhất của {province}.", $"Version {since} is not older than {newest.Target.Result.Version}, the newest {dataClass.Name()} of {province}."));
        }

        var from = Retained(province, last).SelectMany(role => Snapshots(FilesOf(role), dataClass)).FirstOrDefault(file => file.Target.Result.Version == since)
            ?? throw new PublishingException(new Phrase($"Nguồn dữ liệu không còn giữ phiên bản {since} của {dataClass.Name()} thuộc {province}.", $"The tree no longer holds version {since} of the {dataClass.Name()} of {province}."));
        if (from.Target.Result.Epoch != newest.Target.Result.Epoch)
        {
            throw new PublishingException(new Phrase(
                $"Từ phiên bản {since}, {dataClass.Name()} của {province} đã được niêm phong lại bằng khóa mới nên dòng nào cũng khác: các máy tải lại toàn bộ, một delta sẽ còn dài hơn.",
                $"Since version {since} the {dataClass.Name()} of {province} were sealed anew under another key, so every row differs: terminals fetch the whole set, a delta would be longer."));
        }

        var delta = new SetPublisher(tree, rules).WriteDelta(from, newest, cancellationToken);
        var changes = ((SetTarget.Delta)delta.Target).Changes;
        var (result, packing) = (newest.Target.Result, newest.Target.Packing);
        listed[province] = [.. now.Where(file => file.Target.Path != delta.Target.Path), delta];
        return CommitAsync(
            last,
            last.Targets!.Content.Targets,
            listed,
            [new(province.Text, dataClass.Name(), result.Version, result.Rows, IsChanged: false, changes, packing.Length, delta.Target.Packing.Length)],
            progress: null,
            cancellationToken);
    }

    private PublishedFeed Open()
    {
        tree.Take();
        var last = PublishedFeed.Read(tree) ?? throw NoFeed();
        var wanted = signers.ToRoot(last.Root.Content.Version, last.Root.Content.Expires);
        foreach (var (name, role) in signers.TopLevel)
        {
            var stated = last.Root.Content.Roles[name];
            if (stated.Threshold != role.Threshold || !stated.KeyIds.ToHashSet(StringComparer.Ordinal).SetEquals(wanted.Roles[name].KeyIds))
            {
                throw new PublishingException(new Phrase($"Khóa của vai trò {name} không phải khóa mà root đã phát hành nêu: trước hết hãy chạy registry rotate.", $"The keys of the role {name} are not those of the published root: rotate first."));
            }
        }

        return last.Root.Content.IsExpiredAt(time.GetUtcNow())
            ? throw new PublishingException(new Phrase($"root đã hết hạn lúc {last.Root.Content.Expires:yyyy-MM-dd HH:mm'Z'}: trước hết hãy chạy registry rotate.", $"The root expired at {last.Root.Content.Expires:yyyy-MM-dd HH:mm'Z'}: rotate first."))
            : last;
    }

    private PublishingException NoFeed() => new(new Phrase($"{tree.Folder} chưa có nguồn dữ liệu: trước hết hãy khởi tạo.", $"{tree.Folder} holds no feed yet: initialise it first."));

    private async Task<SignedMetadata<RootMetadata>> SignRootAsync(SigningRole? before, CancellationToken cancellationToken)
    {
        var step = await new RootPublisher(tree, signers, time).SignAsync(pending: null, before, cancellationToken).ConfigureAwait(false);
        var lacking = step.Own.IsEnough ? step.Former ?? step.Own : step.Own;
        return step.IsComplete
            ? step.Root
            : throw new PublishingException(new Phrase($"root cần {lacking.Needed} chữ ký hợp lệ, mà các khóa chỉ cho {lacking.Good} chữ ký.", $"The root metadata needs {lacking.Needed} valid signature{(lacking.Needed == 1 ? "" : "s")}; its keys produced {lacking.Good}."));
    }

    /// <returns>The files that each province with signers lists from now on.</returns>
    private Dictionary<ProvinceCode, IReadOnlyList<PublishedSetFile>> PublishSets(
        PublishedFeed last, IReadOnlyList<ProvinceContent> changed, List<SetReport> reports, IProgress<PublishingProgress>? progress, CancellationToken cancellationToken)
    {
        var provinces = ListedNow(last);
        foreach (var province in changed)
        {
            if (!signers.Provinces.ContainsKey(province.Code))
            {
                throw new PublishingException(new Phrase($"Chưa có ai ký cho tỉnh {province.Code}.", $"Nobody signs for the province {province.Code}."));
            }

            provinces[province.Code] = PublishSets(province, provinces[province.Code], reports, progress, cancellationToken);
        }

        return provinces;
    }

    private List<PublishedSetFile> PublishSets(
        ProvinceContent province,
        IReadOnlyList<PublishedSetFile> listed,
        List<SetReport> reports,
        IProgress<PublishingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var publisher = new SetPublisher(tree, rules);
        var files = listed.ToList();
        foreach (var set in province.Sets)
        {
            progress?.Report(new(new Phrase(
                $"{province.Code} {set.DataClass.Name()}: {set.Rows.Count} dòng",
                $"{province.Code} {set.DataClass.Name()}: {set.Rows.Count} row{(set.Rows.Count == 1 ? "" : "s")}")));
            var publication = publisher.Publish(province.Code, set, [.. files.Where(file => file.Target.Result.DataClass == set.DataClass)], cancellationToken);
            files = [.. files.Where(file => file.Target.Result.DataClass != set.DataClass), .. publication.Files];
            reports.Add(publication.Report);
        }

        return files;
    }

    private async Task<PublishingReport> CommitAsync(
        PublishedFeed last,
        IReadOnlyDictionary<string, TargetFile> national,
        Dictionary<ProvinceCode, IReadOnlyList<PublishedSetFile>> provinces,
        IReadOnlyList<SetReport> reports,
        IProgress<PublishingProgress>? progress,
        CancellationToken cancellationToken)
    {
        progress?.Report(new(new Phrase("siêu dữ liệu", "metadata")));
        var writer = new RoleWriter(tree, time.GetUtcNow());

        // Terminals refuse a snapshot that stops listing a role, so a removed province stays listed with its last version.
        var meta = last.Snapshot?.Content.Meta.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, MetaFile>(StringComparer.Ordinal);
        foreach (var (province, files) in provinces.OrderBy(listed => listed.Key.Text, StringComparer.Ordinal))
        {
            var targets = files.OrderBy(file => file.Target.Path, StringComparer.Ordinal).ToDictionary(file => file.Target.Path, file => file.File, StringComparer.Ordinal);
            var role = await writer.WriteAsync(
                province.Role, signers.Provinces[province], (version, expires) => new TargetsMetadata(version, expires, targets), last.Provinces.GetValueOrDefault(province.Role), MetadataParser.ParseTargets, cancellationToken)
                .ConfigureAwait(false);
            meta[RoleName.FileNameOf(province.Role)] = MetaOf(role);
        }

        var top = await writer.WriteAsync(
            RoleName.Targets, signers.Targets, (version, expires) => new TargetsMetadata(version, expires, national, signers.ToDelegations()), last.Targets, MetadataParser.ParseTargets, cancellationToken)
            .ConfigureAwait(false);
        meta[RoleName.FileNameOf(RoleName.Targets)] = MetaOf(top);
        var snapshot = await writer.WriteAsync(
            RoleName.Snapshot, signers.Snapshot, (version, expires) => new SnapshotMetadata(version, expires, meta), last.Snapshot, MetadataParser.ParseSnapshot, cancellationToken)
            .ConfigureAwait(false);
        var timestamp = await RoleWriter.SignAsync(
            RoleName.Timestamp,
            new TimestampMetadata((last.Timestamp?.Content.Version ?? 0) + 1, writer.ExpiryOf(signers.Timestamp), MetaOf(snapshot)),
            signers.Timestamp.Signing,
            [RoleWriter.SignatoriesOf(signers.Timestamp)],
            MetadataParser.ParseTimestamp,
            cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        tree.WriteMetadata(RoleName.Timestamp, version: null, timestamp.Bytes.Span);
        var removed = new FeedPruner(tree, rules).Prune(snapshot.Content.Version);
        return new(last.Root.Content.Version, timestamp.Content.Version, snapshot.Content.Version, top.Content.Version, timestamp.Content.Expires, reports, removed) { Postponed = writer.Postponed };
    }

    private static MetaFile MetaOf<T>(SignedMetadata<T> signed)
        where T : RoleMetadata =>
        new(signed.Content.Version, signed.Bytes.Length, FileHashes.Sha256Of(signed.Bytes.Span));

    /// <summary>The files each province with signers lists now.</summary>
    private Dictionary<ProvinceCode, IReadOnlyList<PublishedSetFile>> ListedNow(PublishedFeed last) =>
        signers.Provinces.Keys.ToDictionary(
            province => province,
            IReadOnlyList<PublishedSetFile> (province) => last.Provinces.TryGetValue(province.Role, out var role) ? FilesOf(role.Content) : []);

    private static List<PublishedSetFile> FilesOf(TargetsMetadata role) => [.. PublishedFeed.SetsOf(role).Select(target => new PublishedSetFile(target, role.Targets[target.Path]))];

    private static IEnumerable<PublishedSetFile> Snapshots(IEnumerable<PublishedSetFile> files, DataClass dataClass) =>
        files.Where(file => file.Target is SetTarget.Snapshot && file.Target.Result.DataClass == dataClass);

    /// <summary>The province's role in all versions still in the tree and validly signed, newest first.</summary>
    private IEnumerable<TargetsMetadata> Retained(ProvinceCode province, PublishedFeed last)
    {
        var newest = last.Provinces.TryGetValue(province.Role, out var role) ? role.Content.Version : 0;
        for (var version = newest; version > 0; version--)
        {
            if (tree.ReadMetadata(province.Role, version) is { } bytes
                && MetadataParser.ParseTargets(bytes) is var older
                && older.IsSignedBy(RoleWriter.SignatoriesOf(signers.Provinces[province])))
            {
                yield return older.Content;
            }
        }
    }
}
