using System.Security.Cryptography;
using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Tests.Sealing;

public sealed class AudienceWrapTests : IDisposable
{
    private readonly AudienceKey key = AudienceKey.Create("01", epoch: 3);
    private readonly ECDiffieHellman device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => device.Dispose();

    [Fact]
    public void The_terminal_that_is_let_in_gets_the_key()
    {
        var opened = AudienceWrap.Open("01", "HN-01", Wrap(), Recipient);

        Assert.Equal(("01", 3), (opened.Province, opened.Epoch));
        Assert.Equal(key.ExportSecret(), opened.ExportSecret());
    }

    [Fact]
    public void Another_terminal_another_id_and_another_province_do_not()
    {
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

        AssertSealed(Wrap(), "01", "HN-01", new(other.ExportSubjectPublicKeyInfo(), other.DeriveRawSecretAgreement));
        AssertSealed(Wrap(), "01", "HN-02", Recipient);
        AssertSealed(Wrap(), "02", "HN-01", Recipient);
    }

    [Fact]
    public void A_wrap_with_any_byte_changed_does_not_open()
    {
        var wrap = Wrap();

        Assert.Equal(AudienceWrap.Length, wrap.Length);
        Assert.All(Enumerable.Range(0, wrap.Length), index =>
        {
            var bent = wrap.ToArray();
            bent[index] ^= 1;
            AssertSealed(bent, "01", "HN-01", Recipient);
        });
        AssertSealed(wrap[..^1], "01", "HN-01", Recipient);
    }

    [Fact]
    public void Wrapping_again_gives_the_same_bytes_so_that_a_further_terminal_costs_one_row() => Assert.Equal(Wrap(), Wrap());

    [Fact]
    public void A_new_epoch_gives_others() => Assert.NotEqual(Wrap()[5..], AudienceWrap.Seal(new("01", 4, key.ExportSecret()), Reader)[5..]);

    [Fact]
    public void A_row_key_does_not_name_the_terminal() => Assert.Equal(AudienceWrap.KeyLength, AudienceWrap.KeyOf("HN-01").Length);

    [Fact]
    public void A_key_that_is_not_on_the_curve_is_refused() =>
        Assert.Throws<SealException>(() => AudienceWrap.Seal(key, new("HN-01", ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportSubjectPublicKeyInfo())));

    private AudienceReader Reader => new("HN-01", device.ExportSubjectPublicKeyInfo());

    private HpkeRecipient Recipient => new(device.ExportSubjectPublicKeyInfo(), device.DeriveRawSecretAgreement);

    private byte[] Wrap() => AudienceWrap.Seal(key, Reader);

    private static void AssertSealed(byte[] wrap, string province, string id, HpkeRecipient recipient) =>
        Assert.Throws<SealException>(() => AudienceWrap.Open(province, id, wrap, recipient));
}
