using Kiosk.Feed.Metadata.BouncyCastle;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Kiosk.Feed.Tests.Metadata.BouncyCastle;

/// <summary>Edge cases on which Ed25519 implementations disagree: the library's answer and ours.</summary>
public sealed class EdDsaPublicKeyTests
{
    private const string SmallOrder = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa";
    private const string MixedOrder = "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d";
    private const string OtherMixedOrder = "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43";
    private const string PrimeOrder = "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623";
    private const string NotReduced = "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    /// <summary>
    /// The twelve cases of Chalkias, Garillot and Nikolaenko, "Taming the many EdDSAs" (2020): key, message, signature, whether BouncyCastle's own Verify accepts it.
    /// The accepted ones all involve keys with a small-order component, which no honest key has. Our stricter key check rejects all twelve.
    /// </summary>
    public static TheoryData<string, string, string, bool> Edges { get; } = new()
    {
        { SmallOrder, "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a0000000000000000000000000000000000000000000000000000000000000000", false },
        { SmallOrder, "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79", "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04", false },
        { OtherMixedOrder, "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e", true },
        { MixedOrder, "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79", "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009", true },
        { MixedOrder, "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c", "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09", true },
        { MixedOrder, "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c", "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405", true },
        { PrimeOrder, "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40", "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514", false },
        { PrimeOrder, "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40", "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa19427e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22", false },
        { OtherMixedOrder, "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f", false },
        { OtherMixedOrder, "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908", false },
        { NotReduced, "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b", "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dca5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04", false },
        { NotReduced, "39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f", "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dca5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04", false },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void Signatures_on_which_implementations_disagree_are_rejected(string key, string message, string signature, bool isTakenByTheLibrary)
    {
        var (rawKey, rawMessage, rawSignature) = (Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));

        Assert.Equal(isTakenByTheLibrary, Ed25519.Verify(rawSignature, 0, rawKey, 0, rawMessage, 0, rawMessage.Length));
        Assert.NotEqual(true, EdDsaPublicKey.TryImport(rawKey)?.Verifies(rawMessage, rawSignature));
    }

    [Theory]
    [InlineData(SmallOrder)]
    [InlineData(MixedOrder)]
    [InlineData(OtherMixedOrder)]
    [InlineData(NotReduced)]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a6")]
    [InlineData("442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a62300")]
    public void A_key_outside_the_prime_order_subgroup_or_of_another_length_is_refused(string key) => Assert.Null(EdDsaPublicKey.TryImport(Convert.FromHexString(key)));

    [Fact]
    public void A_key_of_the_prime_order_subgroup_is_accepted() => Assert.NotNull(EdDsaPublicKey.TryImport(Convert.FromHexString(PrimeOrder)));

    // RFC 8032, 5.1.7: S + L satisfies the same equation, so accepting it would allow two signatures of one message.
    [Fact]
    public void S_not_below_the_group_order_is_rejected()
    {
        using var key = EdDsaPrivateKey.New();
        var signature = key.Sign("message"u8);
        var whole = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + System.Numerics.BigInteger.Parse("7237005577332262213973186563042994240857116359379907606001950938285454250989", null);
        byte[] twin = [.. signature[..32], .. whole.ToByteArray(isUnsigned: true)];
        var verifier = EdDsaPublicKey.TryImport(key.PublicKey.Span)!;

        Assert.True(verifier.Verifies("message"u8, signature));
        Assert.Equal(64, twin.Length);
        Assert.False(verifier.Verifies("message"u8, twin));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void A_signature_of_another_length_is_rejected(int length)
    {
        using var key = EdDsaPrivateKey.New();
        var signature = key.Sign("message"u8);
        Array.Resize(ref signature, length);

        Assert.False(EdDsaPublicKey.TryImport(key.PublicKey.Span)!.Verifies("message"u8, signature));
    }
}
