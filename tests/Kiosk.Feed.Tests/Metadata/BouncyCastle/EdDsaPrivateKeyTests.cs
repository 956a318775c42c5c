using Kiosk.Feed.Metadata.BouncyCastle;

namespace Kiosk.Feed.Tests.Metadata.BouncyCastle;

public sealed class EdDsaPrivateKeyTests
{
    private const string Seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    [Theory]
    [InlineData("302e020100300506032b657004220420" + Seed)]
    [InlineData("3051020101300506032b657004220420" + Seed + "812100" + PublicKey)]
    public void A_key_is_read_with_and_without_its_public_half(string privateKeyInfo)
    {
        using var key = EdDsaPrivateKey.TryRead(Convert.FromHexString(privateKeyInfo))!;

        Assert.Equal(PublicKey, Convert.ToHexStringLower(key.PublicKey.Span));
        Assert.Equal("302e020100300506032b657004220420" + Seed, Convert.ToHexStringLower(key.ToPrivateKeyInfo()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("302e020100300506032b656e04220420" + Seed)]
    [InlineData("302d020100300506032b65700421041f" + "61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")]
    [InlineData("302c020100300506032b657004200420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae")]
    [InlineData("302f020100300506032b65700423042100" + Seed)]
    [InlineData("302a300506032b6570032100" + PublicKey)]
    public void Bytes_that_are_not_an_Ed25519_private_key_are_refused(string bytes) => Assert.Null(EdDsaPrivateKey.TryRead(Convert.FromHexString(bytes)));

    [Fact]
    public void A_disposed_key_is_zeroed()
    {
        var key = EdDsaPrivateKey.New();

        key.Dispose();

        Assert.All(key.ToPrivateKeyInfo()[^32..], value => Assert.Equal(0, value));
    }
}
