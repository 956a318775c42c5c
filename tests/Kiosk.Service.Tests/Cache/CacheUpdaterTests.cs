using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Testing.Feed;

namespace Kiosk.Service.Tests.Cache;

public sealed class CacheUpdaterTests : UpdatedCache
{
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
    public void The_first_update_must_say_what_cards_are_judged_by() =>
        Assert.Throws<CacheSourceException>(() => Apply(new(Trust: null, [members.Snapshot()], Kept("01"))));
}
