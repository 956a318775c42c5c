using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class DelegationsTests
{
    private static readonly RoleKeys Nobody = new([], 1);

    [Theory]
    [InlineData("HN/members", true)]
    [InlineData("HN/meetings", false)]
    public void A_hash_prefix_applies_to_the_SHA_256_of_the_path(string path, bool expected)
    {
        var prefix = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("HN/members"u8))[..4];

        Assert.Equal(expected, new DelegationScope.HashPrefixes([prefix, "zz"]).Contains(path));
    }

    [Fact]
    public void Roles_are_returned_in_order_of_priority()
    {
        var delegations = new Delegations(
            new Dictionary<string, TufKey>(StringComparer.Ordinal),
            [Role("third", "x/*"), Role("first", "a/*"), Role("second", "*/*")]);

        Assert.Equal(["first", "second"], delegations.RolesFor("a/b").Select(role => role.Name));
    }

    // SHA-256 of "a" is ca97…, of "b" 3e23….
    [Theory]
    [InlineData("a", 1, "bin-1")]
    [InlineData("b", 1, "bin-0")]
    [InlineData("a", 8, "bin-ca")]
    [InlineData("a", 10, "bin-32a")]
    [InlineData("a", 32, "bin-ca978112")]
    public void A_succinct_role_is_chosen_by_the_leading_bits_of_the_hash(string path, int bits, string name)
    {
        var roles = new SuccinctRoles(Nobody, bits, "bin");

        var role = roles.RoleFor(path);

        Assert.Equal(name, role.Name);
        Assert.True(role.IsTrustedFor(path));
        Assert.Equal(name, roles.Find(name)?.Name);
    }

    [Theory]
    [InlineData("bin-4")]
    [InlineData("bin-04")]
    [InlineData("bin--")]
    [InlineData("bin3")]
    [InlineData("can-3")]
    [InlineData("")]
    public void A_name_that_matches_no_bin_is_not_found(string name) => Assert.Null(new SuccinctRoles(Nobody, 2, "bin").Find(name));

    private static DelegatedRole Role(string name, string pattern) => new(name, Nobody, IsTerminating: false, DelegationScope.Paths.Of(pattern));
}
