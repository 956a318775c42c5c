using System.Text;
using Kiosk.Service.Cache;
using Kiosk.Service.Durability;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

public sealed class CacheStoreTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FaultyFiles files = new(new DurableFiles());
    private readonly CacheStore store;
    private readonly TestCacheSource source;

    public CacheStoreTests()
    {
        store = new(folder["cache"], files);
        source = TestCacheSource.Create(folder["source"], TestPki.Issue());
    }

    private string Current => Path.Combine(store.Folder, "CURRENT");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Where_nothing_was_built_the_cache_is_missing() =>
        Assert.Equal(CacheFault.Missing, Assert.Throws<CacheException>(() => store.Open(CancellationToken.None)).Fault);

    [Fact]
    public void Generations_are_numbered_from_one_and_the_last_two_stay()
    {
        for (var number = 1; number <= 4; number++)
        {
            Assert.Equal(number, source.Build(store).Number);
        }

        Assert.Equal(4, OpenNumber());
        Assert.Equal(["CURRENT", "LOCK", "generation-00000003.cache", "generation-00000004.cache"], FileNames());
    }

    [Fact]
    public void A_generation_is_synced_before_it_is_named_and_named_before_it_is_in_force()
    {
        source.Build(store);

        Assert.Equal(
            ["sync generation-00000001.cache.building", "sync-folder cache", "replace CURRENT"],
            files.Operations.SkipWhile(operation => !operation.StartsWith("sync ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_disk_that_fails_at_any_step_leaves_what_was_in_force()
    {
        source.Build(store);
        for (var successes = 0; successes < 3; successes++)
        {
            files.FailAfter(successes, FileFault.Sync);
            Assert.Throws<IOException>(() => source.Build(store));
            Assert.Equal(1, OpenNumber());
            files.FailAfter(1000, FileFault.Sync);
        }

        Assert.True(source.Build(store).Number > 1);
    }

    /// <summary>What a power cut leaves after each step of a second build: the states are made by hand from a finished one.</summary>
    [Theory]
    [InlineData("half a file is being built", 1)]
    [InlineData("a whole file is being built", 1)]
    [InlineData("the file has its name", 1)]
    [InlineData("CURRENT is being replaced", 1)]
    [InlineData("CURRENT is replaced", 2)]
    public void A_power_cut_leaves_the_old_or_the_new(string state, long expected)
    {
        source.Build(store);
        var old = File.ReadAllBytes(Current);
        source.Build(store);
        var (second, building) = (PathOf(2), PathOf(2) + ".building");
        switch (state)
        {
            case "half a file is being built":
                File.WriteAllBytes(building, File.ReadAllBytes(second)[..10_000]);
                File.Delete(second);
                File.WriteAllBytes(Current, old);
                break;
            case "a whole file is being built":
                File.Move(second, building);
                File.WriteAllBytes(Current, old);
                break;
            case "the file has its name":
                File.WriteAllBytes(Current, old);
                break;
            case "CURRENT is being replaced":
                File.WriteAllBytes(Current + ".tmp", File.ReadAllBytes(Current)[..10]);
                File.WriteAllBytes(Current, old);
                break;
            default:
                break;
        }

        Assert.Equal(expected, OpenNumber());
        var next = source.Build(store).Number;
        Assert.Equal(next, OpenNumber());
        Assert.DoesNotContain(FileNames(), name => name.EndsWith(".building", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CURRENT is missing", 2)]
    [InlineData("CURRENT is empty", 2)]
    [InlineData("CURRENT is rubbish", 2)]
    [InlineData("CURRENT names a generation that is not there", 2)]
    [InlineData("the generation is missing", 1)]
    [InlineData("the generation is empty", 1)]
    [InlineData("the generation is cut short", 1)]
    [InlineData("the generation is rubbish", 1)]
    [InlineData("the generation is another one", 1)]
    public void Whatever_is_damaged_the_newest_whole_generation_opens_and_says_why(string damage, long expected)
    {
        source.Build(store);
        source.Build(store);
        Damage(damage);

        var opened = store.Open(CancellationToken.None);
        using var generation = opened.Generation;

        Assert.Equal(expected, generation.Number);
        Assert.Contains(store.Folder, opened.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predecessor_with_one_flipped_byte_is_not_fallen_back_to()
    {
        source.Build(store);
        source.Build(store);
        var content = File.ReadAllBytes(PathOf(1));
        var place = content.AsSpan().IndexOf(TestCacheSource.RegistryCertificate.Span[..64]);
        content[place + 40] ^= 1;
        File.WriteAllBytes(PathOf(1), content);
        File.Delete(PathOf(2));

        var refusal = Assert.Throws<CacheException>(() => store.Open(CancellationToken.None));
        Assert.Equal(CacheFault.Damaged, refusal.Fault);
        Assert.Contains(PathOf(2), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_check_finds_a_byte_that_no_tap_reads()
    {
        source.Build(store);
        store.CheckCurrent(CancellationToken.None);
        var content = File.ReadAllBytes(PathOf(1));
        content[70] ^= 1;
        File.WriteAllBytes(PathOf(1), content);

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => store.CheckCurrent(CancellationToken.None)).Fault);
    }

    [Fact]
    public void A_generation_built_after_a_fall_back_gets_a_new_number_and_keeps_the_one_fallen_back_to()
    {
        source.Build(store);
        source.Build(store);
        Damage("the generation is rubbish");

        Assert.Equal(3, source.Build(store).Number);
        Assert.Equal(["CURRENT", "LOCK", "generation-00000001.cache", "generation-00000003.cache"], FileNames());
    }

    [Fact]
    public void Two_programs_do_not_build_at_once()
    {
        using var first = store.Create();

        Assert.Equal(CacheFault.Busy, Assert.Throws<CacheException>(() => source.Build(store)).Fault);
    }

    [Fact]
    public void A_build_given_up_leaves_nothing()
    {
        using (var writer = store.Create())
        {
            Start(writer);
            writer.Put(GenerationTables.Profile, GenerationTables.OnlyRow, "{}"u8);
        }

        Assert.Equal(["LOCK"], FileNames());
    }

    [Fact]
    public void A_generation_that_does_not_hold_what_its_header_says_is_not_put_in_force()
    {
        source.Build(store);
        using (var writer = store.Create())
        {
            var counts = new CacheCounts(1, 0, 0, 0, 0, 0, 0, 0, 0);
            var layout = Start(writer);
            var header = new GenerationHeader(GenerationHeader.CurrentFormat, writer.Number, TestPki.Now, null, counts, layout.Tables, layout.Below, []);
            Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => writer.Publish(header, [1], CancellationToken.None)).Fault);
        }

        Assert.Equal(1, OpenNumber());
        Assert.Equal(["CURRENT", "LOCK", "generation-00000001.cache"], FileNames());
    }

    private void Damage(string damage)
    {
        var hash = new string('0', 64);
        switch (damage)
        {
            case "CURRENT is missing":
                File.Delete(Current);
                break;
            case "CURRENT is empty":
                File.WriteAllBytes(Current, []);
                break;
            case "CURRENT is rubbish":
                File.WriteAllText(Current, "generation-1");
                break;
            case "CURRENT names a generation that is not there":
                File.WriteAllText(Current, $"generation-00000009.cache 1 {hash}\n");
                break;
            case "the generation is missing":
                File.Delete(PathOf(2));
                break;
            case "the generation is empty":
                File.WriteAllBytes(PathOf(2), []);
                break;
            case "the generation is cut short":
                File.WriteAllBytes(PathOf(2), File.ReadAllBytes(PathOf(2))[..^8192]);
                break;
            case "the generation is rubbish":
                File.WriteAllBytes(PathOf(2), Encoding.ASCII.GetBytes(new string('x', (int)new FileInfo(PathOf(2)).Length)));
                break;
            case "the generation is another one":
                File.Copy(PathOf(1), PathOf(2), overwrite: true);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    private static GenerationLayout Start(GenerationWriter writer)
    {
        var layout = new GenerationLayout(writer.Number, previous: null, previousFile: null);
        layout.Own(GenerationTables.Trust);
        writer.Start(layout);
        return layout;
    }

    private long OpenNumber()
    {
        using var generation = store.Open(CancellationToken.None).Generation;
        return generation.Number;
    }

    private string PathOf(int number) => Path.Combine(store.Folder, $"generation-{number:D8}.cache");

    private IEnumerable<string> FileNames() =>
        Directory.EnumerateFileSystemEntries(store.Folder).Select(path => Path.GetFileName(path)).Where(name => name != "CURRENT.tmp").Order(StringComparer.Ordinal);
}
