using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Invitations;

public sealed class InvitationJudgementTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly MeetingInvitation Invitation = new(CardTag.FromBytes([.. Enumerable.Repeat((byte)7, CardTag.Length)]), InvitationNumber.TryParse("12/2")!.Value, "Nguyễn Thị Ánh Tuyết", Morning.AddHours(10));

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Meeting meeting;

    public InvitationJudgementTests() => meeting = MeetingOf("dai-hoi-2026", fill: 1, key);

    public void Dispose() => key.Dispose();

    [Fact]
    public void A_genuine_invitation_says_who_comes_under_which_number()
    {
        var judgement = InvitationJudgement.Of(Invitation.SignedFor(meeting, key), meeting, Morning);

        Assert.Equal(InvitationStanding.Genuine, judgement.Standing);
        Assert.Equal(Invitation, judgement.Invitation);
    }

    [Fact]
    public void The_longest_name_fits_a_code_that_a_scanner_reads_from_a_telephone_and_a_longer_one_is_left_out()
    {
        var longest = Invitation with { Name = new('ễ', 32) };
        var text = longest.SignedFor(meeting, key);

        Assert.InRange(text.Length, 1, 440);
        Assert.Equal(longest, InvitationJudgement.Of(text, meeting, Morning).Invitation);
        Assert.Null(InvitationJudgement.Of((Invitation with { Name = new('ễ', 33) }).SignedFor(meeting, key), meeting, Morning).Invitation!.Name);
    }

    [Fact]
    public void It_ends_at_its_very_second()
    {
        var text = Invitation.SignedFor(meeting, key);

        Assert.Equal(InvitationStanding.Genuine, InvitationJudgement.Of(text, meeting, Invitation.Expires.AddTicks(-1)).Standing);
        Assert.Equal(InvitationStanding.Expired, InvitationJudgement.Of(text, meeting, Invitation.Expires).Standing);
    }

    [Fact]
    public void Another_meeting_of_the_same_desk_does_not_take_it()
    {
        var other = MeetingOf("dai-hoi-2027", fill: 2, key);

        Assert.Equal(InvitationStanding.OtherMeeting, InvitationJudgement.Of(Invitation.SignedFor(other, key), meeting, Morning).Standing);
    }

    [Fact]
    public void A_foreign_key_vouches_for_nothing_and_neither_does_one_that_the_meeting_no_longer_names()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(InvitationStanding.NotSigned, InvitationJudgement.Of(Invitation.SignedFor(meeting, foreign), meeting, Morning).Standing);
        Assert.Equal(InvitationStanding.NotSigned, InvitationJudgement.Of(Invitation.SignedFor(meeting, key), meeting with { InvitationKeys = null }, Morning).Standing);
    }

    [Fact]
    public void No_flipped_bit_passes()
    {
        var message = Base45.TryDecode(Invitation.SignedFor(meeting, key).AsSpan(MeetingInvitation.Prefix.Length))!;

        Assert.All(Enumerable.Range(0, message.Length * 8), bit => Assert.NotEqual(InvitationStanding.Genuine, InvitationJudgement.Of(MeetingInvitation.Prefix + Base45.Encode(Flipped(message, bit)), meeting, Morning).Standing));
    }

    [Fact]
    public void No_cut_or_lengthened_text_passes()
    {
        var text = Invitation.SignedFor(meeting, key);

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.Equal(InvitationStanding.NotWhole, InvitationJudgement.Of(text[..length], meeting, Morning).Standing));
        Assert.All(["0", "00", "000", " ", "\n"], tail => Assert.NotEqual(InvitationStanding.Genuine, InvitationJudgement.Of(text + tail, meeting, Morning).Standing));
    }

    [Fact]
    public void A_receipt_is_no_invitation()
    {
        var receipt = new ProcedureReceipt("HN-07-20261122-000042-0", "CD-01", null, Morning, null).SignedWith(key);

        Assert.Equal(InvitationStanding.NotWhole, InvitationJudgement.Of(receipt, meeting, Morning).Standing);
        Assert.Equal(InvitationStanding.NotWhole, InvitationJudgement.Of(MeetingInvitation.Prefix + receipt[ProcedureReceipt.Prefix.Length..], meeting, Morning).Standing);
    }

    [Fact]
    public void Neither_person_nor_meeting_can_be_read_from_it()
    {
        var message = Base45.TryDecode(Invitation.SignedFor(meeting, key).AsSpan(MeetingInvitation.Prefix.Length))!;

        Assert.All([Invitation.Tag.ToArray(), "Nguyễn"u8.ToArray(), "Tuyết"u8.ToArray(), "12/2"u8.ToArray(), "dai-hoi-2026"u8.ToArray(), meeting.Key.ToArray()], secret => Assert.Equal(-1, message.AsSpan().IndexOf(secret)));
    }

    private static byte[] Flipped(byte[] message, int bit)
    {
        var flipped = message.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static Meeting MeetingOf(string id, byte fill, ECDsa key) => new(
        id,
        "Đại hội",
        MeetingKind.DelegateCongress,
        Enumerable.Repeat(fill, MeetingRecordRules.KeyLength).ToArray(),
        [new("s1", "Phiên 1", Morning, Morning.AddHours(1), Morning.AddHours(9))],
        new(2, 3, QuorumRounding.Up, "test", "test"),
        InvitationKeys: [key.ExportSubjectPublicKeyInfo()]);
}
