using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Cache;

/// <summary>What is damaged, put back or another terminal's is never served.</summary>
[SupportedOSPlatform("linux")]
public sealed class CacheDamageTests : StoredCache
{
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
        Assert.EndsWith(CacheException.FetchAnew.English, refusal.Message, StringComparison.Ordinal);
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
    public void Another_terminals_generation_does_not_open()
    {
        source.Build(store);
        source.Build(new(folder["elsewhere"], new DurableFiles(), keyring: TestDevice.Keyring));
        File.Copy(Path.Combine(folder["elsewhere"], "generation-00000001.cache"), PathOf(1), overwrite: true);

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => store.Open()).Fault);
    }

    [Fact]
    public void A_full_check_finds_a_byte_that_no_tap_reads()
    {
        source.Build(store);
        store.CheckCurrent(CancellationToken.None);
        SpoilRoster(1);

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => store.CheckCurrent(CancellationToken.None)).Fault);
    }
}
