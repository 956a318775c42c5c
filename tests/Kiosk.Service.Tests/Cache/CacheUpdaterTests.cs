using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

public sealed class CacheUpdaterTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new(TestPki.Now);
    private readonly FaultyFiles files = new(new DurableFiles());
    private readonly CacheStore store;
    private readonly CacheUpdater updater;
    private readonly TestCacheSource source;
    private readonly TestSet members;

    public CacheUpdaterTests()
    {
        store = new(folder["cache"], files);
        updater = new(store, time);
        source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1));
        members = new(folder.Path);
        for (var number = 0; number < 400; number++)
        {
            members.Put(number, seed: number);
        }

        members.Next();
    }

    private TrustContent Trust => source.Trust;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_snapshot_holds_every_row_and_its_signed_hash()
    {
        Assert.Empty(Apply(new(Trust, [members.Snapshot()], Kept("01"))));

        using var generation = Open();
        Assert.Equal(new CacheCounts { Anchors = 1, Issuers = 2, Crls = 3, Procedures = 1 }, generation.Counts);
        Assert.Equal(TestSet.Record(7), generation.Members.FindRow(TestSet.Tag(7).ToArray())!.Value.ToArray());
        Assert.Null(generation.Members.FindRow(TestSet.Tag(400).ToArray()));
        Assert.Equal(members.State.Hash.ToString(), Assert.Single(generation.Header.Sets).Hash);
        store.CheckCurrent(CancellationToken.None);
    }

    [Fact]
    public void A_delta_adds_replaces_and_removes_rows_without_writing_the_others_again()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1000).Put(5, seed: 5005).Remove(6).Next();

        Assert.Empty(Apply(new(Trust: null, [new([members.Delta()])], Kept("01"))));

        using var generation = Open();
        Assert.Equal(400, generation.Members.Count);
        Assert.Equal(TestSet.Record(1000), generation.Members.FindRow(TestSet.Tag(1000).ToArray())!.Value.ToArray());
        Assert.Equal(TestSet.Record(5005), generation.Members.FindRow(TestSet.Tag(5).ToArray())!.Value.ToArray());
        Assert.Null(generation.Members.FindRow(TestSet.Tag(6).ToArray()));
        Assert.Equal(TestSet.Record(7), generation.Members.FindRow(TestSet.Tag(7).ToArray())!.Value.ToArray());
        Assert.Equal([1L], generation.Header.Below.Select(layer => layer.Number));
        Assert.Equal(members.Rows.Keys, generation.File.Scan("members-01").Select(row => Convert.ToHexStringLower(row.Key.Span)));
        store.CheckCurrent(CancellationToken.None);
    }

    /// <summary>Many more than the files that a table may lie in, so that they are folded, and enough changes in all that the table is written anew.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void After_any_number_of_deltas_the_set_is_what_a_snapshot_would_have_made_it(int depth)
    {
        var random = new Random(20261125);
        members.Divide(depth).Next();
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        for (var round = 0; round < 24; round++)
        {
            for (var change = 0; change < 4; change++)
            {
                var number = random.Next(450);
                _ = random.Next(3) == 0 ? members.Remove(number) : members.Put(number, seed: random.Next());
            }

            members.Next();
            Assert.Empty(Apply(new(Trust: null, [new([members.Delta()])], Kept("01"))));
        }

        using var generation = Open();
        Assert.Equal(members.Rows.Keys, generation.File.Scan("members-01").Select(row => Convert.ToHexStringLower(row.Key.Span)));
        Assert.Equal(members.Rows.Values, generation.File.Scan("members-01").Select(row => row.Value.ToArray()));
        Assert.True(generation.Header.Tables["members-01"].Count <= 8);
        store.CheckCurrent(CancellationToken.None);
        Assert.True(Directory.GetFiles(store.Folder, "*.cache").Length <= 2 * 8);
    }

    [Fact]
    public void A_delta_that_divides_the_set_anew_writes_it_whole()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1).Divide(7).Next();
        Assert.Empty(Apply(new(Trust: null, [new([members.Delta()])], Kept("01"))));
        members.Put(1001, seed: 2).Next();
        Assert.Empty(Apply(new(Trust: null, [new([members.Delta()])], Kept("01"))));

        using var generation = Open();
        Assert.Equal([3L, 2L], generation.Header.Tables["members-01"].Select(layer => layer.File));
        Assert.Equal(members.Rows.Keys, generation.File.Scan("members-01").Select(row => Convert.ToHexStringLower(row.Key.Span)));
    }

    [Fact]
    public void Several_deltas_are_one_step()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        List<SetStep> steps = [];
        members.Put(1000, seed: 1).Remove(3).Next();
        steps.Add(members.Delta());
        members.Put(3, seed: 33).Remove(1000).Put(1001, seed: 2).Next();
        steps.Add(members.Delta());

        Assert.Empty(Apply(new(Trust: null, [new(steps)], Kept("01"))));

        using var generation = Open();
        Assert.Equal(2, generation.Number);
        Assert.Equal(members.Rows.Values, generation.File.Scan("members-01").Select(row => row.Value.ToArray()));
    }

    [Fact]
    public void A_snapshot_and_deltas_after_it_are_one_step()
    {
        var snapshot = members.Snapshot();
        members.Put(1000, seed: 1).Remove(3).Next();

        Assert.Empty(Apply(new(Trust, [new([.. snapshot.Steps, members.Delta()])], Kept("01"))));

        using var generation = Open();
        Assert.Equal(members.Rows.Values, generation.File.Scan("members-01").Select(row => row.Value.ToArray()));
    }

    [Fact]
    public void A_set_that_does_not_have_its_signed_hash_stays_as_it_was_and_the_lists_arrive()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1).Next();
        source.WriteCrls(number: 2);

        var refused = Apply(new(Trust, [members.Snapshot(hash: SetDigest.Empty(members.State.Shape).Hash)], Kept("01")));

        Assert.StartsWith("The members of 01, version 3, are refused: their files lead to ", Assert.Single(refused), StringComparison.Ordinal);
        using var generation = Open();
        Assert.Equal((2, 400), (generation.Number, generation.Members.Count));
        Assert.All(CachedCrls.ReadFacts(generation.File), crl => Assert.Equal("2", crl.CrlNumber?.ToString()));
    }

    [Fact]
    public void A_delta_from_a_set_that_is_not_held_is_refused_and_changes_nothing()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1).Next();
        members.Put(1001, seed: 1).Next();

        var refused = Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));

        Assert.Equal("The members of 01, version 4, are refused: the delta begins at a set that is not held.", Assert.Single(refused));
        Assert.Equal(1, store.ReadPointer()!.Number);
    }

    [Fact]
    public void A_record_that_is_not_a_sealed_one_is_refused_with_its_set()
    {
        members.Put(TestSet.Tag(3), [1, 2, 3]).Next();

        var refused = Apply(new(Trust, [members.Snapshot()], Kept("01")));

        Assert.Contains($"the record {TestSet.Tag(3)} is not a sealed one", Assert.Single(refused), StringComparison.Ordinal);
        using var generation = Open();
        Assert.Equal(0, generation.Members.Count);
    }

    [Fact]
    public void Provinces_that_are_not_kept_are_left_out_and_others_stay()
    {
        var other = new TestSet(folder.Path, "79").Put(2000, seed: 1).Next();
        Apply(new(Trust, [members.Snapshot(), other.Snapshot()], Kept("01", "79")));

        Apply(new(Trust: null, [], Kept("79")));

        using var generation = Open();
        Assert.Equal(["members-79"], generation.Header.Sets.Select(set => set.Table));
        Assert.NotNull(generation.Members.FindRow(TestSet.Tag(2000).ToArray()));
        Assert.Null(generation.Members.FindRow(TestSet.Tag(1).ToArray()));
    }

    [Fact]
    public void New_lists_alone_leave_the_members_where_they_lie()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        var first = new FileInfo(Path.Combine(store.Folder, "generation-00000001.cache")).Length;
        source.WriteCrls(number: 2);

        Assert.Empty(Apply(new(Trust, [], Kept("01"))));

        using var generation = Open();
        Assert.Equal(TestSet.Record(7), generation.Members.FindRow(TestSet.Tag(7).ToArray())!.Value.ToArray());
        Assert.Equal([new TableLayer(1, 400)], generation.Header.Tables["members-01"]);
        Assert.True(new FileInfo(Path.Combine(store.Folder, "generation-00000002.cache")).Length < 4 * first);
    }

    [Fact]
    public void What_a_generation_still_uses_stays_and_what_none_uses_goes()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        for (var number = 2; number <= 4; number++)
        {
            members.Put(1000 + number, seed: 1).Next();
            Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));
        }

        Assert.Equal(4, Directory.GetFiles(store.Folder, "*.cache").Length);
        for (var number = 5; number <= 6; number++)
        {
            members.Next();
            Apply(new(Trust, [members.Snapshot()], Kept("01")));
        }

        Assert.Equal(["generation-00000005.cache", "generation-00000006.cache"], Directory.GetFiles(store.Folder, "*.cache").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

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
    public void The_header_says_how_many_rows_each_file_holds_of_a_table()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        members.Put(1000, seed: 1000).Put(5, seed: 5005).Remove(6).Next();
        Apply(new(Trust: null, [new([members.Delta()])], Kept("01")));

        using var generation = Open();

        Assert.Equal([new TableLayer(2, 3), new TableLayer(1, 400)], generation.Header.Tables["members-01"]);
        Assert.Equal([new TableLayer(1, 3)], generation.Header.Tables["crls"]);
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
    public void The_first_update_must_say_what_cards_are_judged_by() =>
        Assert.Throws<CacheSourceException>(() => Apply(new(Trust: null, [members.Snapshot()], Kept("01"))));

    [Fact]
    public void An_update_that_is_cancelled_leaves_nothing_but_what_was_there()
    {
        Apply(new(Trust, [members.Snapshot()], Kept("01")));
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => updater.Apply(new(Trust, [members.Put(1000, seed: 1).Next().Snapshot()], Kept("01")), progress: null, stop.Token));

        Assert.Equal(["CURRENT", "LOCK", "generation-00000001.cache"], Directory.GetFiles(store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private void Edit(string edit)
    {
        var tag = TestSet.Tag(7).ToArray();
        using var below = LiteDbCacheFile.Open(Path.Combine(store.Folder, "generation-00000001.cache"));
        ForgedCacheFile.Rewrite(Path.Combine(store.Folder, "generation-00000002.cache"), (table, rows) => table != "members-01" ? rows : edit switch
        {
            "the row is deleted" => rows.Where(row => !row.Key.Span.SequenceEqual(tag)),
            "the row and the end are deleted" => rows.Where(row => row.Key.Span.SequenceCompareTo(tag) < 0),
            "the row is changed" => rows.Select(row => row.Key.Span.SequenceEqual(tag) ? row with { Value = Flipped(row.Value) } : row),
            _ => rows.Select(row => row.Key.Span.SequenceEqual(tag) ? below.First(table, tag)!.Value : row),
        });
    }

    /// <summary>A tag in the same bucket.</summary>
    private static CardTag InBucketOf(int number) => CardTag.FromBytes([.. TestSet.Tag(number).ToArray()[..2], .. new byte[CardTag.Length - 2]]);

    private static byte[] Flipped(ReadOnlyMemory<byte> value) => [.. value.ToArray().Select((one, i) => i == 20 ? (byte)(one ^ 1) : one)];

    private static HashSet<string> Kept(params string[] provinces) => [.. provinces];

    private IReadOnlyList<string> Apply(CacheUpdate update)
    {
        var report = updater.Apply(update, progress: null, CancellationToken.None);
        report.Opened?.Generation.Dispose();
        return [.. report.Refused.Select(part => part.Sentence)];
    }

    private CacheGeneration Open() => store.Open().Generation;
}
