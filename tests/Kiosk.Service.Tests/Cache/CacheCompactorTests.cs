using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

public sealed class CacheCompactorTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new(TestPki.Now);
    private readonly FaultyFiles files = new(new DurableFiles());
    private readonly CacheStore store;
    private readonly TestSet members;

    public CacheCompactorTests()
    {
        store = new(folder["cache"], files);
        members = new(folder.Path);
        for (var number = 0; number < 400; number++)
        {
            members.Put(number, seed: number);
        }

        var trust = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1)).Trust;
        Apply(new(trust, [members.Next().Snapshot()], Kept));
    }

    private static HashSet<string> Kept => ["01"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Many_files_become_one_with_the_same_rows()
    {
        Layer(CacheCompactor.MaxChain);
        using var before = Open();

        Assert.Equal(before.Number + 1, Compact());

        using var after = Open();
        Assert.Empty(after.Header.Below);
        Assert.Equal(before.Header.Sets, after.Header.Sets);
        Assert.Equal(before.Counts, after.Counts);
        Assert.Equal(members.Rows.Keys, after.File.Scan("members-01").Select(row => Convert.ToHexStringLower(row.Key.Span)));
        Assert.Equal(members.Rows.Values, after.File.Scan("members-01").Select(row => row.Value.ToArray()));
        Assert.Equal(before.File.Scan(GenerationTables.Crls).Select(row => row.Value.ToArray()), after.File.Scan(GenerationTables.Crls).Select(row => row.Value.ToArray()));
        store.CheckCurrent(CancellationToken.None);
    }

    [Fact]
    public void Few_layers_are_left_as_they_are()
    {
        Layer(CacheCompactor.MaxChain - 1);

        Assert.Null(Compact());
        Assert.Equal(3, store.ReadPointer()!.Number);
    }

    [Fact]
    public void A_delta_goes_on_from_what_was_merged()
    {
        Layer(CacheCompactor.MaxChain);
        Compact();

        Layer(1);

        using var generation = Open();
        Assert.Equal(members.Rows.Values, generation.File.Scan("members-01").Select(row => row.Value.ToArray()));
        Assert.Equal(2, generation.Header.Tables["members-01"].Count);
    }

    [Fact]
    public void Where_the_merged_file_is_damaged_the_generation_before_is_there_to_build_on()
    {
        Layer(CacheCompactor.MaxChain);
        var number = Compact();
        File.WriteAllBytes(PathOf(number!.Value), new byte[4096]);

        Assert.Throws<CacheException>(Open);
        using var generation = store.TryOpenBasis(CancellationToken.None)!.Generation;

        Assert.Equal(number - 1, generation.Number);
        Assert.Equal(members.Rows.Count, generation.Members.Count);
    }

    [Fact]
    public void A_row_that_went_wrong_is_found_and_nothing_is_changed()
    {
        Layer(CacheCompactor.MaxChain);
        Spoil(PathOf(1), TestSet.Record(7));

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => Compact()).Fault);

        using var generation = Open();
        Assert.Equal(4, generation.Number);
        Assert.Equal(TestSet.Record(8), generation.Members.FindRow(TestSet.Tag(8).ToArray())!.Value.ToArray());
        Assert.Throws<CacheException>(() => generation.Members.FindRow(TestSet.Tag(7).ToArray()));
    }

    [Fact]
    public void What_an_older_file_holds_is_not_made_the_newest()
    {
        Layer(CacheCompactor.MaxChain + 1);
        File.WriteAllBytes(PathOf(5), new byte[4096]);

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => Compact()).Fault);
        Assert.Equal(5, store.ReadPointer()!.Number);
    }

    [Fact]
    public void A_disk_that_fails_at_any_step_leaves_what_was_in_force()
    {
        Layer(CacheCompactor.MaxChain);
        for (var successes = 0; successes < 3; successes++)
        {
            files.FailAfter(successes, FileFault.Sync);
            Assert.Throws<IOException>(() => Compact());
            files.FailAfter(1000, FileFault.Sync);
            using var generation = Open();
            Assert.Equal((4, members.Rows.Count), (generation.Number, generation.Members.Count));
        }

        Assert.NotNull(Compact());
    }

    /// <summary>Flips a bit of a record where it lies in a file.</summary>
    internal static void Spoil(string path, byte[] record)
    {
        var content = File.ReadAllBytes(path);
        var place = content.AsSpan().IndexOf(record);
        Assert.True(place > 0);
        content[place + 100] ^= 1;
        File.WriteAllBytes(path, content);
    }

    private void Layer(int deltas)
    {
        for (var delta = 0; delta < deltas; delta++)
        {
            members.Put(1000 + members.Rows.Count, seed: delta).Remove(delta).Next();
            Apply(new(Trust: null, [new([members.Delta()])], Kept));
        }
    }

    private void Apply(CacheUpdate update)
    {
        var report = new CacheUpdater(store, time).Apply(update, progress: null, CancellationToken.None);
        Assert.Empty(report.Refused);
        report.Opened!.Generation.Dispose();
    }

    private long? Compact()
    {
        var opened = new CacheCompactor(store, time).Compact(CancellationToken.None);
        opened?.Generation.Dispose();
        return opened?.Generation.Number;
    }

    private CacheGeneration Open() => store.Open().Generation;

    private string PathOf(long number) => Path.Combine(store.Folder, $"generation-{number:D8}.cache");
}
