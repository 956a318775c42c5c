using System.Text;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Feed.Tests.Targets;

namespace Kiosk.Feed.Tests.Publishing;

public sealed class FeedPublisherTests : PublishedFolder
{
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
}
