using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Tests.Sealing;

public sealed class MemberSealTests
{
    private static readonly byte[] Uuid = Convert.FromHexString("00112233445566778899aabbccddeeff");
    private static readonly byte[] Key = ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfo();
    private static readonly AudienceKey Audience = AudienceKey.Create("01", epoch: 1);
    private static readonly byte[] OtherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfo();

    private static readonly Member Member = new(
        "Nguyễn Thị Thử Nghiệm",
        "01234567",
        "Chi bộ 3",
        [new(MemberStatus.Official, new(2010, 5, 19), null, "12-QĐ/ĐU"), new(MemberStatus.Exempt, new(2024, 1, 1), new(2024, 6, 30), null)]);

    [Fact]
    public void A_record_opens_with_its_cards_key()
    {
        var opened = MemberSeal.Open(MemberSeal.Seal(Member, Uuid, Key, Audience), Uuid, Key, Audience);

        Assert.Equal((Member.Name, Member.CardNumber, Member.Unit), (opened.Name, opened.CardNumber, opened.Unit));
        Assert.Equal(Member.Periods, opened.Periods);
    }

    [Fact]
    public void Another_cards_key_does_not_open_it() =>
        AssertSealed(MemberSeal.Seal(Member, Uuid, Key, Audience), Uuid, OtherKey);

    [Fact]
    public void The_same_key_under_another_UUID_does_not_open_it() =>
        AssertSealed(MemberSeal.Seal(Member, Uuid, Key, Audience), [.. Uuid.Reverse()], Key);

    [Fact]
    public void The_card_alone_does_not_open_it_on_a_terminal_with_another_audience_key()
    {
        var record = MemberSeal.Seal(Member, Uuid, Key, Audience);

        Assert.Throws<SealException>(() => MemberSeal.Open(record, Uuid, Key, AudienceKey.Create("01", epoch: 1)));
        Assert.Throws<SealException>(() => MemberSeal.Open(record, Uuid, Key, new("01", 2, Audience.ExportSecret())));
        Assert.Throws<SealException>(() => MemberSeal.Open(record, Uuid, Key, new("02", 1, Audience.ExportSecret())));
    }

    [Fact]
    public void A_record_with_any_byte_changed_does_not_open()
    {
        var record = MemberSeal.Seal(Member, Uuid, Key, Audience);
        for (var i = 0; i < record.Length; i++)
        {
            var changed = record.ToArray();
            changed[i] ^= 1;
            AssertSealed(changed, Uuid, Key);
        }
    }

    [Fact]
    public void A_truncated_or_extended_record_does_not_open()
    {
        var record = MemberSeal.Seal(Member, Uuid, Key, Audience);

        AssertSealed([], Uuid, Key);
        AssertSealed(record[..^1], Uuid, Key);
        AssertSealed(record[..29], Uuid, Key);
        AssertSealed([.. record, .. new byte[256]], Uuid, Key);
    }

    [Fact]
    public void Records_of_short_and_long_names_have_equal_length() =>
        Assert.Equal(
            MemberSeal.Seal(Member with { Name = "An", Periods = [] }, Uuid, Key, Audience).Length,
            MemberSeal.Seal(Member with { Name = "Nguyễn Hoàng Phương Khánh Linh", Periods = [] }, Uuid, Key, Audience).Length);

    [Fact]
    public void Sealing_is_deterministic() =>
        Assert.Equal(MemberSeal.Seal(Member, Uuid, Key, Audience), MemberSeal.Seal(Member, Uuid, Key, Audience));

    [Fact]
    public void A_card_never_uses_a_nonce_for_two_records() =>
        Assert.NotEqual(MemberSeal.Seal(Member, Uuid, Key, Audience)[1..13], MemberSeal.Seal(Member with { Unit = "Chi bộ 4" }, Uuid, Key, Audience)[1..13]);

    [Fact]
    public void The_sealed_record_reveals_nothing_of_the_member() =>
        Assert.DoesNotContain("01234567", System.Text.Encoding.Latin1.GetString(MemberSeal.Seal(Member, Uuid, Key, Audience)), StringComparison.Ordinal);

    [Fact]
    public void A_record_over_16_kB_is_refused() =>
        Assert.Throws<ArgumentException>(() => MemberSeal.Seal(Member with { Unit = new('x', 17_000) }, Uuid, Key, Audience));

    private static void AssertSealed(byte[] record, byte[] uuid, byte[] key) =>
        Assert.Throws<SealException>(() => MemberSeal.Open(record, uuid, key, Audience));
}
