using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Records;

public sealed class ReleaseRulesTests
{
    private static readonly string Hash = new('a', 64);

    private static readonly Release Good = new("1.4.2", "arm64", Hash, "kiosk-1.4.2-arm64.raucb");

    [Fact]
    public void A_list_as_the_desk_writes_it_is_taken()
    {
        var list = ReleaseList.Parse(System.Text.Encoding.UTF8.GetBytes($$"""[ { "version": "1.4.2", "architecture": "arm64", "rootHash": "{{Hash}}", "update": "kiosk-1.4.2-arm64.raucb" }, { "version": "1.4.2", "architecture": "amd64", "rootHash": "{{Hash}}" } ]"""));

        Assert.Equal([Good, new Release("1.4.2", "amd64", Hash, null)], list);
    }

    [Theory]
    [InlineData("1", "arm64", "a.raucb")]
    [InlineData("1.04", "arm64", "a.raucb")]
    [InlineData("1.4-beta", "arm64", "a.raucb")]
    [InlineData("1.4", "riscv64", "a.raucb")]
    [InlineData("1.4", "arm64", "../a.raucb")]
    [InlineData("1.4", "arm64", ".a.raucb")]
    [InlineData("1.4", "arm64", "a.img")]
    public void What_a_terminal_could_not_use_is_refused(string version, string architecture, string update) => AssertRefused(new Release(version, architecture, Hash, update));

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_root_hash_that_is_none_is_refused(string hash) => AssertRefused(Good with { RootHash = hash });

    [Fact]
    public void A_version_has_one_root_hash_for_each_kind_of_machine()
    {
        ReleaseRules.Check([Good, Good with { Architecture = "amd64" }]);
        AssertRefused(Good, Good with { RootHash = new('b', 64) });
    }

    [Fact]
    public void Versions_are_compared_as_numbers()
    {
        Assert.True((Good with { Version = "1.10" }).IsNewerThan("1.9.3"));
        Assert.False(Good.IsNewerThan("1.4.2"));
    }

    private static void AssertRefused(params Release[] releases) => Assert.Throws<RecordException>(() => ReleaseRules.Check(releases));
}
