using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Feed.Tests.Targets;

namespace Kiosk.Feed.Tests.Publishing;

public sealed class FeedPublisherTests : IDisposable
{
    private static readonly ProvinceCode Province = ProvinceCode.Parse("01");
    private static readonly ProvinceCode Other = ProvinceCode.Parse("02");

    private readonly string folder = Directory.CreateTempSubdirectory("feed").FullName;
    private readonly SettableTime time = new();
    private readonly FeedSigners signers = FeedSigners.CreateInMemory(Province, Other);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_publication_is_signed_from_the_root_down()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));

        var feed = Read();
        Assert.Equal((1L, 1L, 1L, 1L), (feed.Root.Content.Version, feed.Timestamp!.Content.Version, feed.Snapshot!.Content.Version, feed.Targets!.Content.Version));
        Assert.Equal(["province-01", "province-02"], feed.Provinces.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["province/01/members.1.set"], feed.SetsOf(Province).Select(set => set.Path));
    }

    [Fact]
    public async Task Targets_are_stored_under_their_hash_with_the_given_content()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));

        var file = Read().Targets!.Content.Targets[TargetPaths.Profile];
        Assert.Equal("profile", Encoding.UTF8.GetString(Bytes(TargetPaths.Profile, file)));
        Assert.True(File.Exists(Path.Combine(folder, "targets", $"{file.Hashes.Prefix}.profile.json")));
    }

    [Fact]
    public async Task Unchanged_content_keeps_its_version_and_only_the_timestamp_is_new()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var before = Files();
        var report = await PublishAsync(Content("profile", Sets.Member(1, 1)));

        Assert.Equal((2L, 1L), (report.Timestamp, report.Snapshot));
        Assert.Equal(before, Files());
        Assert.False(Assert.Single(report.Sets).IsChanged);
    }

    /// <summary>Web servers tell files apart by length and modification second; a conditional request must notice every new timestamp.</summary>
    [Fact]
    public async Task Timestamps_written_in_the_same_second_get_different_dates()
    {
        await InitialiseAsync();
        var dates = new List<DateTime>();
        for (var publication = 0; publication < 3; publication++)
        {
            await PublishAsync(Content($"profile {publication}", Sets.Member(1, 1)));
            dates.Add(File.GetLastWriteTimeUtc(Path.Combine(folder, "metadata", "timestamp.json")));
        }

        Assert.All(dates.Zip(dates.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"{pair}"));
    }

    [Fact]
    public async Task A_change_yields_a_new_version_and_a_delta_to_it()
    {
        SetRow[] before = [.. Enumerable.Range(0, 50).Select(i => Sets.Member((ushort)i, 1))];
        SetRow[] after = [.. before.Skip(1).Append(Sets.Member(60, 1, "new"))];
        await InitialiseAsync();
        await PublishAsync(Content("profile", before));
        var first = Assert.Single(Read().SetsOf(Province)).Result.Hash;
        await PublishAsync(Content("profile", after));

        var steps = Assert.IsType<SetPlan.Steps>(SetPlan.Choose([.. Read().SetsOf(Province)], first));
        var delta = Assert.IsType<SetTarget.Delta>(Assert.Single(steps.Targets));
        var update = SetUpdate.Apply(delta.Result.Shape, Changes(delta), (range, show) => Sets.Show(before, range, show));
        Assert.Equal(Sets.DigestOf(after).Encoded.ToArray(), Sets.Patched(Sets.DigestOf(before), new(), update.Changed));
        Assert.Equal((2, 50), (delta.Changes, delta.Result.Rows));
        Assert.Equal(Sets.DigestOf(after).Hash, delta.Result.Hash);
    }

    [Fact]
    public async Task Daily_deltas_lead_to_the_newest_set()
    {
        var rows = Enumerable.Range(0, 50).Select(i => Sets.Member((ushort)i, 1)).ToList();
        await InitialiseAsync();
        await PublishAsync(Content("profile", [.. rows]));
        var first = Assert.Single(Read().SetsOf(Province)).Result.Hash;
        for (var day = 0; day < 3; day++)
        {
            rows.Add(Sets.Member((ushort)(100 + day), 1));
            await PublishAsync(Content("profile", [.. rows]));
        }

        var steps = Assert.IsType<SetPlan.Steps>(SetPlan.Choose([.. Read().SetsOf(Province)], first));
        Assert.Equal(["province/01/members.1-2.delta", "province/01/members.2-3.delta", "province/01/members.3-4.delta"], steps.Targets.Select(target => target.Path));
    }

    [Fact]
    public async Task A_delta_over_several_versions_can_be_added()
    {
        var rows = Enumerable.Range(0, 50).Select(i => Sets.Member((ushort)i, 1)).ToList();
        await InitialiseAsync();
        await PublishAsync(Content("profile", [.. rows]));
        var first = Assert.Single(Read().SetsOf(Province)).Result.Hash;
        foreach (var value in (string[])["one", "two", "three"])
        {
            rows[7] = Sets.Member(7, 1, value);
            await PublishAsync(Content("profile", [.. rows]));
        }

        var report = await WithAsync(signers, publisher => publisher.AddDeltaAsync(Province, DataClass.Members, since: 1, CancellationToken.None));

        var steps = Assert.IsType<SetPlan.Steps>(SetPlan.Choose([.. Read().SetsOf(Province)], first));
        Assert.Equal(["province/01/members.1-4.delta"], steps.Targets.Select(target => target.Path));
        Assert.Equal(1, Assert.Single(report.Sets).Changes);
    }

    [Fact]
    public async Task A_delta_from_a_deleted_version_is_refused()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));

        var refused = await Assert.ThrowsAsync<PublishingException>(() => WithAsync(signers, publisher => publisher.AddDeltaAsync(Province, DataClass.Members, since: 1, CancellationToken.None)));
        Assert.Contains("not older", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_publication_leaves_the_last_one_complete_and_the_next_succeeds()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var timestamp = await File.ReadAllBytesAsync(Path.Combine(folder, "metadata", "timestamp.json"));
        using var stopped = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PublishAsync(Content("other", Sets.Member(2, 1)), new Stopping(stopped), cancellationToken: stopped.Token));

        Assert.Equal(timestamp, await File.ReadAllBytesAsync(Path.Combine(folder, "metadata", "timestamp.json")));
        Assert.Equal("profile", Encoding.UTF8.GetString(Bytes(TargetPaths.Profile, Read().Targets!.Content.Targets[TargetPaths.Profile])));
        var report = await PublishAsync(Content("other", Sets.Member(2, 1)));
        Assert.Equal(2, report.Timestamp);
    }

    [Fact]
    public async Task The_requested_number_of_publications_is_kept_and_every_root()
    {
        await InitialiseAsync();
        for (var day = 0; day < 5; day++)
        {
            await PublishAsync(Content($"profile {day}", Sets.Member((ushort)day, 1)), rules: new(2, 31));
        }

        Assert.Equal(2, Files().Count(name => name.EndsWith("profile.json", StringComparison.Ordinal)));
        Assert.Equal(2, Files().Count(name => name.EndsWith(".snapshot.json", StringComparison.Ordinal)));
        Assert.Contains("metadata/1.root.json", Files());
    }

    [Fact]
    public async Task A_role_is_renewed_after_half_of_its_lifetime()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        time.Now += FeedLifetimes.Snapshot / 2 + TimeSpan.FromMinutes(1);
        var report = await WithAsync(signers, publisher => publisher.RenewAsync([], CancellationToken.None));

        Assert.Equal((2L, 1L), (report.Snapshot, report.Targets));
        Assert.True(Read().Snapshot!.Content.Expires > time.Now + (FeedLifetimes.Snapshot / 2));
    }

    [Fact]
    public async Task A_rotated_root_is_signed_by_the_old_and_the_new_keys()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var old = Read().Root.Content;
        var rotated = FeedSigners.CreateInMemory(Province, Other);
        await WithAsync(rotated, publisher => publisher.RotateAsync(signers.Root, CancellationToken.None));

        var feed = Read();
        Assert.Equal(2, feed.Root.Content.Version);
        Assert.True(feed.Root.IsSignedBy(old.SignatoriesOf(RoleName.Root)));
        Assert.True(feed.Root.IsSignedBy(feed.Root.Content.SignatoriesOf(RoleName.Root)));
        Assert.True(feed.Timestamp!.IsSignedBy(feed.Root.Content.SignatoriesOf(RoleName.Timestamp)));
        Assert.False(feed.Timestamp.IsSignedBy(old.SignatoriesOf(RoleName.Timestamp)));
        Assert.Equal(["province/01/members.1.set"], feed.SetsOf(Province).Select(set => set.Path));
    }

    [Fact]
    public async Task A_rotation_interrupted_after_its_root_is_completed_by_the_next_publication()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var timestamp = Path.Combine(folder, "metadata", "timestamp.json");
        var before = await File.ReadAllBytesAsync(timestamp);
        var rotated = FeedSigners.CreateInMemory(Province, Other);
        await WithAsync(rotated, publisher => publisher.RotateAsync(signers.Root, CancellationToken.None));
        await using (var file = new FileStream(timestamp, FileMode.Create))
        {
            await file.WriteAsync(before);
        }

        await WithAsync(rotated, publisher => publisher.PublishAsync(Content("profile", Sets.Member(1, 1)), null, CancellationToken.None));

        Assert.True(Read().Timestamp!.IsSignedBy(Read().Root.Content.SignatoriesOf(RoleName.Timestamp)));
    }

    [Fact]
    public async Task A_rotation_without_the_old_root_keys_is_refused_and_changes_nothing()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var before = Files();
        var stranger = FeedSigners.CreateInMemory(Province, Other);

        await Assert.ThrowsAsync<PublishingException>(() => WithAsync(stranger, publisher => publisher.RotateAsync(stranger.Root, CancellationToken.None)));

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Keys_other_than_the_roots_are_refused()
    {
        await InitialiseAsync();
        var stranger = FeedSigners.CreateInMemory(Province, Other);

        var refused = await Assert.ThrowsAsync<PublishingException>(() => WithAsync(stranger, publisher => publisher.PublishAsync(Content("profile"), null, CancellationToken.None)));

        Assert.Contains("rotate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_above_the_number_of_keys_is_refused()
    {
        var weak = signers with { Targets = signers.Targets with { Threshold = 2 } };
        using var tree = Tree();
        await new FeedPublisher(tree, weak, PublishingRules.Default, time).InitialiseAsync(CancellationToken.None);

        await Assert.ThrowsAsync<PublishingException>(() => new FeedPublisher(tree, weak, PublishingRules.Default, time).PublishAsync(Content("profile"), null, CancellationToken.None));

        Assert.False(File.Exists(Path.Combine(folder, "metadata", "timestamp.json")));
    }

    [Fact]
    public async Task Foreign_metadata_in_the_tree_is_not_published()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var path = Path.Combine(folder, "metadata", "1.province-01.json");
        var text = await File.ReadAllTextAsync(path);
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync(text.Replace("\"rows\":1", "\"rows\":2", StringComparison.Ordinal));
        }

        Assert.Contains("province-01", (await Assert.ThrowsAsync<PublishingException>(() => PublishAsync(Content("profile")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_modified_snapshot_in_the_tree_yields_no_delta()
    {
        SetRow[] rows = [.. Enumerable.Range(0, 50).Select(i => Sets.Member((ushort)i, 1))];
        await InitialiseAsync();
        await PublishAsync(Content("profile", rows));
        var set = Directory.GetFiles(Path.Combine(folder, "targets", "province", "01")).Single();
        await using (var file = new FileStream(set, FileMode.Open))
        {
            file.Position = 100;
            file.WriteByte(0xFF);
        }

        var report = await PublishAsync(Content("profile", [.. rows.Skip(1)]));

        Assert.Null(Assert.Single(report.Sets).Changes);
        Assert.Equal(["province/01/members.2.set"], Read().SetsOf(Province).Select(target => target.Path));
    }

    [Fact]
    public async Task A_second_concurrent_publisher_is_refused()
    {
        await InitialiseAsync();
        using var tree = Tree();
        tree.Take();

        await Assert.ThrowsAsync<PublishingException>(() => PublishAsync(Content("profile")));
    }

    [Fact]
    public async Task Rows_out_of_order_are_refused()
    {
        await InitialiseAsync();

        await Assert.ThrowsAsync<PublishingException>(() => PublishAsync(Content("profile", Sets.Member(2, 1), Sets.Member(1, 1))));
    }

    private static FeedContent Content(string profile, params SetRow[] members) => new(
        new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [TargetPaths.Profile] = Encoding.UTF8.GetBytes(profile) },
        [new(Province, [new(DataClass.Members, members, Epoch: 1)])]);

    private async Task InitialiseAsync()
    {
        using var tree = Tree();
        await new FeedPublisher(tree, signers, PublishingRules.Default, time).InitialiseAsync(CancellationToken.None);
    }

    private async Task<PublishingReport> PublishAsync(FeedContent content, IProgress<PublishingProgress>? progress = null, PublishingRules? rules = null, CancellationToken cancellationToken = default)
    {
        using var tree = Tree();
        return await new FeedPublisher(tree, signers, rules ?? PublishingRules.Default, time).PublishAsync(content, progress, cancellationToken);
    }

    private async Task<PublishingReport> WithAsync(FeedSigners keys, Func<FeedPublisher, Task<PublishingReport>> work)
    {
        using var tree = Tree();
        return await work(new FeedPublisher(tree, keys, PublishingRules.Default, time));
    }

    private FeedTree Tree() => new(folder, new NoFeedSync());

    private PublishedFeed Read()
    {
        using var tree = Tree();
        return PublishedFeed.Read(tree)!;
    }

    private byte[] Bytes(string path, TargetFile file)
    {
        using var tree = Tree();
        using var stream = tree.OpenTarget(path, file.Hashes)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.True(file.Matches(copy.ToArray()));
        return copy.ToArray();
    }

    private List<SetChange> Changes(SetTarget.Delta delta)
    {
        var file = Read().Provinces[Province.Role].Content.Targets[delta.Path];
        var reader = SetFileReader.Open(new MemoryStream(Bytes(delta.Path, file)), delta);
        return [.. reader.Changes().Select(change => new SetChange(change.Key.ToArray(), change.Value.ToArray()))];
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Where(path => !path.StartsWith('.')).Order(StringComparer.Ordinal)];

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<PublishingProgress>
    {
        public void Report(PublishingProgress value)
        {
            if (value.What.English == "metadata")
            {
                stop.Cancel();
            }
        }
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
