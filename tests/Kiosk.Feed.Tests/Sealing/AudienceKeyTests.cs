using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Tests.Sealing;

public sealed class AudienceKeyTests
{
    private static readonly CardTag Card = CardTag.Of(new byte[16]);
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private static readonly AudienceKey Key = new("01", 1, Secret);

    public static TheoryData<string, int, byte> Others => new() { { "02", 1, 0 }, { "01", 2, 0 }, { "01", 1, 1 } };

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_province_epoch_or_secret_gives_other_row_keys(string province, int epoch, byte first)
    {
        var other = Other(province, epoch, first);

        Assert.NotEqual(Key.MemberKey(Card), other.MemberKey(Card));
        Assert.NotEqual(Key.MeetingKey("hop"), other.MeetingKey("hop"));
        Assert.NotEqual(Key.InvitationKey(Key.MeetingKey("hop"), Card)[16..], other.InvitationKey(Key.MeetingKey("hop"), Card)[16..]);
    }

    [Fact]
    public void A_key_that_is_disposed_of_is_overwritten_and_seals_nothing_more()
    {
        var key = AudienceKey.Create("01", epoch: 1);
        var secret = key.Secret;
        var seals = key.MemberSeals;

        key.Dispose();

        Assert.Equal(new byte[AudienceKey.SecretLength], secret.ToArray());
        Assert.Equal(new byte[AudienceKey.SecretLength], seals.ToArray());
        Assert.Throws<ObjectDisposedException>(() => key.MeetingKey("dai-hoi"));
        Assert.Throws<ObjectDisposedException>(key.MeetingCipher);
    }

    [Fact]
    public void A_card_has_another_tag_among_the_members_and_at_each_meeting()
    {
        var tags = new[] { Key.MemberKey(Card), Key.InvitationKey(Key.MeetingKey("hop-1"), Card)[16..], Key.InvitationKey(Key.MeetingKey("hop-2"), Card)[16..], Card.ToArray() };

        Assert.Equal(tags.Length, tags.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void An_invitation_stands_with_its_meeting() =>
        Assert.Equal(Key.MeetingKey("hop"), Key.InvitationKey(Key.MeetingKey("hop"), Card)[..16]);

    [Fact]
    public void A_row_opens_under_its_own_key_and_name_only()
    {
        using var cipher = Key.MeetingCipher();
        var sealedRow = cipher.Seal("row"u8, "Họp chi bộ"u8);

        Assert.Equal("Họp chi bộ", Encoding.UTF8.GetString(cipher.Open("row"u8, sealedRow)));
        AssertSealed(Key, "wor"u8.ToArray(), sealedRow);
        AssertSealed(new("01", 2, Secret), "row"u8.ToArray(), sealedRow);
        using var invitations = Key.InvitationCipher();
        Assert.Throws<SealException>(() => invitations.Open("row"u8, sealedRow));
    }

    [Fact]
    public void A_row_with_any_byte_changed_does_not_open()
    {
        using var cipher = Key.MeetingCipher();
        var sealedRow = cipher.Seal("row"u8, "Họp chi bộ"u8);

        Assert.All(Enumerable.Range(0, sealedRow.Length), index =>
        {
            var bent = sealedRow.ToArray();
            bent[index] ^= 1;
            AssertSealed(Key, "row"u8.ToArray(), bent);
        });
        AssertSealed(Key, "row"u8.ToArray(), []);
        AssertSealed(Key, "row"u8.ToArray(), sealedRow[..^1]);
    }

    [Fact]
    public void Sealing_is_deterministic_and_no_nonce_serves_two_rows_or_two_contents()
    {
        using var cipher = Key.InvitationCipher();
        byte[][] rows = [cipher.Seal("a"u8, "x"u8), cipher.Seal("b"u8, "x"u8), cipher.Seal("a"u8, "y"u8)];

        Assert.Equal(rows[0], cipher.Seal("a"u8, "x"u8));
        Assert.Equal(3, rows.Select(row => Convert.ToHexString(row[1..13])).Distinct().Count());
    }

    [Fact]
    public void A_role_does_not_show_in_the_length()
    {
        using var cipher = Key.InvitationCipher();

        Assert.Equal(cipher.Seal("a"u8, """{"tag":"00","class":"guest"}"""u8).Length, cipher.Seal("a"u8, """{"tag":"00","class":"delegateElected","role":"Đoàn Chủ tịch"}"""u8).Length);
    }

    [Fact]
    public void An_epoch_begins_at_1_and_a_secret_has_32_bytes()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudienceKey("01", 0, Secret));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudienceKey("01", 1, Secret.AsSpan(1)));
    }

    private static AudienceKey Other(string province, int epoch, byte first) => new(province, epoch, [(byte)(Secret[0] ^ first), .. Secret[1..]]);

    private static void AssertSealed(AudienceKey key, byte[] rowKey, byte[] sealedRow)
    {
        using var cipher = key.MeetingCipher();
        Assert.Throws<SealException>(() => cipher.Open(rowKey, sealedRow));
    }
}
