using System.Runtime.Versioning;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

[SupportedOSPlatform("linux")]
public sealed class CacheStoreTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FaultyFiles files = new(new DurableFiles());
    private readonly CacheStore store;
    private readonly TestCacheSource source;

    public CacheStoreTests()
    {
        store = new(folder["cache"], files, keyring: TestDevice.Keyring);
        source = TestCacheSource.Create(folder["source"], TestPki.Issue());
    }

    private string Current => Path.Combine(store.Folder, "CURRENT");

    private string Floor => folder["cache.floor"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Where_nothing_was_built_the_cache_is_missing() =>
        Assert.Equal(CacheFault.Missing, Assert.Throws<CacheException>(() => store.Open()).Fault);

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
            ["sync generation-00000001.cache.building", "sync-folder cache", "replace CURRENT", "replace cache.floor"],
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
        var floor = File.ReadAllBytes(Floor);
        source.Build(store);
        var (second, building) = (PathOf(2), PathOf(2) + ".building");
        switch (state)
        {
            case "half a file is being built":
                File.WriteAllBytes(building, File.ReadAllBytes(second)[..10_000]);
                File.Delete(second);
                File.WriteAllBytes(Current, old);
                File.WriteAllBytes(Floor, floor);
                break;
            case "a whole file is being built":
                File.Move(second, building);
                File.WriteAllBytes(Current, old);
                File.WriteAllBytes(Floor, floor);
                break;
            case "the file has its name":
                File.WriteAllBytes(Current, old);
                File.WriteAllBytes(Floor, floor);
                break;
            case "CURRENT is being replaced":
                File.WriteAllBytes(Current + ".tmp", File.ReadAllBytes(Current)[..10]);
                File.WriteAllBytes(Current, old);
                File.WriteAllBytes(Floor, floor);
                break;
            default:
                File.WriteAllBytes(Floor, floor);
                break;
        }

        Assert.Equal(expected, OpenNumber());
        var next = source.Build(store).Number;
        Assert.Equal(next, OpenNumber());
        Assert.DoesNotContain(FileNames(), name => name.EndsWith(".building", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CURRENT is missing")]
    [InlineData("CURRENT is empty")]
    [InlineData("CURRENT is rubbish")]
    [InlineData("CURRENT names a generation that is not there")]
    [InlineData("the generation is missing")]
    [InlineData("the generation is empty")]
    [InlineData("the generation is cut short")]
    [InlineData("the generation is rubbish")]
    [InlineData("the generation is another one")]
    [InlineData("the key is missing")]
    [InlineData("the key is another")]
    [InlineData("the floor is missing")]
    [InlineData("the floor is forged")]
    public void Whatever_is_damaged_no_older_generation_serves_and_the_next_build_mends_it(string damage)
    {
        source.Build(store);
        source.Build(store);
        Damage(damage);

        var refusal = Assert.Throws<CacheException>(() => store.Open());

        Assert.Equal(CacheFault.Damaged, refusal.Fault);
        Assert.Contains(store.Folder, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(CacheStore.FetchAnew, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(source.Build(store).Number, OpenNumber());
    }

    [Fact]
    public void A_file_that_is_not_for_this_user_to_read_is_said_as_that()
    {
        source.Build(store);
        source.Build(store);

        File.SetUnixFileMode(Current, UnixFileMode.None);
        using var other = new AnotherUser();

        var refusal = Assert.Throws<CacheException>(() => store.Open());
        Assert.Equal((CacheFault.Denied, Current), (refusal.Fault, refusal.Path));
        Assert.StartsWith($"{Current} cannot be read: permission denied. ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CURRENT_put_back_to_an_older_generation_is_refused()
    {
        source.Build(store);
        var old = File.ReadAllBytes(Current);
        source.Build(store);
        File.WriteAllBytes(Current, old);

        var refusal = Assert.Throws<CacheException>(() => store.Open());

        Assert.Equal(CacheFault.RolledBack, refusal.Fault);
        Assert.Contains("names generation 1, but generation 2 was in force", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, source.Build(store).Number);
        Assert.Equal(3, OpenNumber());
    }

    [Fact]
    public void A_number_that_a_power_cut_kept_from_being_remembered_is_remembered_at_the_next_opening()
    {
        source.Build(store);
        var (old, floor) = (File.ReadAllBytes(Current), File.ReadAllBytes(Floor));
        source.Build(store);
        File.WriteAllBytes(Floor, floor);

        Assert.Equal(2, OpenNumber());
        File.WriteAllBytes(Current, old);
        Assert.Equal(CacheFault.RolledBack, Assert.Throws<CacheException>(() => store.Open()).Fault);
    }

    [Fact]
    public void A_cache_that_was_deleted_begins_above_what_was_in_force()
    {
        source.Build(store);
        source.Build(store);
        Directory.Delete(store.Folder, recursive: true);

        Assert.Equal(3, source.Build(store).Number);
    }

    [Fact]
    public void Key_and_floor_are_for_their_owner_alone()
    {
        source.Build(store);

        Assert.All([folder["cache.key"], Floor], path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Another_terminals_generation_does_not_open()
    {
        source.Build(store);
        source.Build(new(folder["elsewhere"], new DurableFiles(), keyring: TestDevice.Keyring));
        File.Copy(Path.Combine(folder["elsewhere"], "generation-00000001.cache"), PathOf(1), overwrite: true);

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => store.Open()).Fault);
    }

    [Fact]
    public void What_a_new_generation_is_built_on_may_be_older_but_must_be_whole_from_end_to_end()
    {
        source.Build(store);
        source.Build(store);
        File.Delete(PathOf(2));

        using (var basis = store.TryOpenBasis(CancellationToken.None)!.Generation)
        {
            Assert.Equal(1, basis.Number);
        }

        SpoilRoster(1);
        Assert.Null(store.TryOpenBasis(CancellationToken.None));
    }

    [Fact]
    public void A_full_check_finds_a_byte_that_no_tap_reads()
    {
        source.Build(store);
        store.CheckCurrent(CancellationToken.None);
        SpoilRoster(1);

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => store.CheckCurrent(CancellationToken.None)).Fault);
    }

    [Fact]
    public void A_generation_built_after_a_damage_keeps_the_one_that_it_was_built_on()
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
            var counts = new CacheCounts { Anchors = 1 };
            var layout = Start(writer);
            var header = new GenerationHeader(GenerationHeader.CurrentFormat, writer.Number, TestPki.Now, null, counts, layout.Tables, layout.Below, []);
            Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => writer.Publish(header, [1], CancellationToken.None)).Fault);
        }

        Assert.Equal(1, OpenNumber());
        Assert.Equal(["CURRENT", "LOCK", "generation-00000001.cache"], FileNames());
    }

    private void Damage(string damage)
    {
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
                File.WriteAllText(Current, "generation-00000009.cache 1\n");
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
            case "the key is missing":
                File.Delete(folder["cache.key"]);
                break;
            case "the key is another":
                File.WriteAllBytes(folder["cache.key"], new byte[32]);
                break;
            case "the floor is missing":
                File.Delete(Floor);
                break;
            case "the floor is forged":
                File.WriteAllText(Floor, $"1 {new string('0', 64)}\n");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    /// <summary>Flips a bit in the place that an invitation names, of which nothing is read at the start.</summary>
    private void SpoilRoster(int number)
    {
        var content = File.ReadAllBytes(PathOf(number));
        var place = content.AsSpan().IndexOf(source.Feed.Sets()[2].Rows.First().Value.Span[..64]);
        Assert.True(place > 0);
        content[place] ^= 1;
        File.WriteAllBytes(PathOf(number), content);
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
        using var generation = store.Open().Generation;
        return generation.Number;
    }

    private string PathOf(int number) => Path.Combine(store.Folder, $"generation-{number:D8}.cache");

    private IEnumerable<string> FileNames() =>
        Directory.EnumerateFileSystemEntries(store.Folder).Select(path => Path.GetFileName(path)).Where(name => name != "CURRENT.tmp").Order(StringComparer.Ordinal);
}
