using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;

namespace Kiosk.Service.Tests.Cache;

/// <summary>Updates of a cache that is damaged, and of one on a disk that fails.</summary>
public sealed class CacheUpdateDamageTests : UpdatedCache
{
    [Fact]
    public void Where_the_newest_file_is_damaged_the_generation_before_is_built_on_and_judges_nobody()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1).Next();
        var delta = members.Delta();
        Apply(new(Trust: null, [new([delta])], Kept("01")));
        File.WriteAllBytes(Path.Combine(store.Folder, "generation-00000002.cache"), new byte[4096]);

        Assert.Throws<CacheException>(() => store.Open());
        Assert.Empty(Apply(new(Trust, [new([delta])], Kept("01"))));

        using var generation = Open();
        Assert.Equal((3, 401), (generation.Number, generation.Members.Count));
        Assert.Equal(1, Assert.Single(generation.Header.Below).Number);
    }

    /// <summary>The state that the newest generation brought is not taken back by taking one of its rows away.</summary>
    [Theory]
    [InlineData("the row is deleted")]
    [InlineData("the row and the end are deleted")]
    [InlineData("the row is changed")]
    [InlineData("the row of the file before lies there")]
    public void A_row_of_a_delta_that_is_taken_out_or_exchanged_is_an_error_and_never_the_older_row(string edit)
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(7, seed: 1000).Next();
        Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));
        Edit(edit);

        using var generation = Open();

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => generation.Members.FindRow(TestSet.Tag(7).ToArray())).Fault);
    }

    /// <summary>Its seal is not looked at where the hash of the whole set is compared with the signed one.</summary>
    [Theory]
    [InlineData("a row is changed")]
    [InlineData("a row is deleted")]
    public void A_damaged_row_beside_one_that_a_delta_changes_is_found_and_named_and_nothing_is_built_on_it(string edit)
    {
        members.Put(InBucketOf(7), TestSet.Record(2000)).Next();
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        ForgedCacheFile.Rewrite(Path.Combine(store.Folder, "generation-00000001.cache"), (table, rows) => table != "members-01" ? rows : edit switch
        {
            "a row is deleted" => rows.Where(row => !row.Key.Span.SequenceEqual(InBucketOf(7).ToArray())),
            _ => rows.Select(row => row.Key.Span.SequenceEqual(InBucketOf(7).ToArray()) ? row with { Value = Flipped(row.Value) } : row),
        });
        members.Put(7, seed: 1000).Next();

        var refused = Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));

        Assert.Matches("generation-00000001.cache, table members-01: a row is (not as|missing that) this terminal wrote", Assert.Single(refused));
        Assert.Equal(1, store.ReadPointer()!.Number);
    }

    [Fact]
    public void A_damaged_digest_is_found_and_named_and_nothing_is_built_on_it()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        ForgedCacheFile.Rewrite(Path.Combine(store.Folder, "generation-00000001.cache"), (table, rows) =>
            table != "digest-members-01" ? rows : rows.Select((row, number) => number == 0 ? row with { Value = Flipped(row.Value) } : row));
        members.Put(1000, seed: 1).Next();

        var refused = Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));

        Assert.Contains("generation-00000001.cache, table digest-members-01: a row is not as this terminal wrote it", Assert.Single(refused), StringComparison.Ordinal);
    }

    [Fact]
    public void A_generation_that_is_closed_stays_closed_while_another_one_reads_the_same_file()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        var closed = Open();
        using var open = Open();
        closed.Dispose();

        Assert.Equal(CacheFault.Closed, Assert.Throws<CacheException>(() => closed.Members.FindRow(TestSet.Tag(7).ToArray())).Fault);
        Assert.Equal(TestSet.Record(7), open.Members.FindRow(TestSet.Tag(7).ToArray())!.Value.ToArray());
    }

    [Fact]
    public void A_file_that_is_put_in_the_place_of_an_open_one_is_read_and_not_the_open_one()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        using var before = Open();
        var path = Path.Combine(store.Folder, "generation-00000001.cache");
        ForgedCacheFile.Rewrite(path, (table, rows) =>
            table != "members-01" ? rows : rows.Select(row => row.Key.Span.SequenceEqual(TestSet.Tag(7).ToArray()) ? row with { Value = Flipped(row.Value) } : row));

        using var after = Open();

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => after.Members.FindRow(TestSet.Tag(7).ToArray())).Fault);
    }

    [Fact]
    public void A_shared_file_of_another_length_is_a_damaged_cache_that_names_it()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1).Next();
        Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));
        var shared = Path.Combine(store.Folder, "generation-00000001.cache");
        File.WriteAllBytes(shared, File.ReadAllBytes(shared)[..65536]);

        var refusal = Assert.Throws<CacheException>(() => store.Open());

        Assert.Contains(shared, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_fails_at_any_step_of_an_update_leaves_what_was_in_force()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1).Next();
        var update = new CacheUpdate(Trust: null, [new([members.Delta()])], Kept("01"));
        for (var successes = 0; successes < 3; successes++)
        {
            files.FailAfter(successes, FileFault.Sync);
            Assert.Throws<IOException>(() => Apply(update));
            files.FailAfter(1000, FileFault.Sync);
            using var generation = Open();
            Assert.Equal((1, 400), (generation.Number, generation.Members.Count));
        }

        Assert.Empty(Apply(update));
        using var updated = Open();
        Assert.Equal(401, updated.Members.Count);
    }

    [Fact]
    public void An_update_that_is_cancelled_leaves_nothing_but_what_was_there()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => updater.Apply(new(Trust, [members.Put(1000, seed: 1).Next().Snapshot()], Kept("01")), progress: null, stop.Token));

        Assert.Equal(["CURRENT", "LOCK", "generation-00000001.cache"], Directory.GetFiles(store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
