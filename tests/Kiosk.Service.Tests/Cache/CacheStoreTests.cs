using System.Runtime.Versioning;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

[SupportedOSPlatform("linux")]
public sealed class CacheStoreTests : StoredCache
{
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

    [Fact]
    public void Key_and_floor_are_for_their_owner_alone()
    {
        source.Build(store);

        Assert.All([folder["cache.key"], Floor], path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
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
}
