using Kiosk.Cards.Piv;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Profiles;

namespace Kiosk.Trials.World;

/// <summary>The content of a trial's feed: root, two issuing CAs with their CRLs, the members' records, and a meeting to which all are invited.</summary>
internal static class TrialSource
{
    public const string IssuingList = "issuing-1";

    public static ProvinceCode Province { get; } = ProvinceCode.Parse("tu-kiem-tra");

    /// <summary>Open from an hour before <see cref="TrialPki.Now"/> until four hours after it.</summary>
    public static Meeting Meeting { get; } = new(
        "tu-kiem-tra",
        "Hội nghị tự kiểm tra",
        MeetingKind.MemberCongress,
        Enumerable.Repeat((byte)0x5A, 32).ToArray(),
        [new("phien-1", "Phiên chính thức", TrialPki.Now.AddHours(-1), TrialPki.Now.AddHours(1), TrialPki.Now.AddHours(4))],
        new QuorumRule(2, 3, QuorumRounding.Up, "Quy định tự kiểm tra", "Ban tổ chức tự kiểm tra"));

    public static Procedure Procedure { get; } = new("CD-01", "Chuyển sinh hoạt đảng", "Transfer of membership", "xã", 5, null, new(2026, 1, 1), null);

    public static CardProfile Profile { get; } = CardProfile.Default with { Reading = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero } };

    /// <summary>Creates the feed, published by a desk whose clock is at <see cref="TrialPki.Now"/>.</summary>
    public static TrialFeed FeedIn(string folder, TrialPki pki)
    {
        var feed = new TrialFeed(folder, Province, new ManualTimeProvider(TrialPki.Now));
        Fill(feed, pki, Profile, Meeting, pki.Members);
        feed.LetIn(pki.Terminal.Reader);
        return feed;
    }

    /// <summary>Puts all of it into a feed.</summary>
    /// <param name="cards">Of the members, who all are invited; those of them that are revoked are on the lists.</param>
    public static void Fill(TrialFeed feed, TrialPki pki, CardProfile profile, Meeting meeting, IReadOnlyList<IssuedCard> cards)
    {
        feed.PutProfile(profile);
        feed.PutRegistry(pki.Registry.Certificate);
        feed.PutAnchor("root", pki.Root.Certificate);
        feed.PutIssuer(IssuingList, pki.Issuing.Certificate);
        feed.PutIssuer("issuing-2", pki.OtherIssuing.Certificate);
        feed.PutProcedures(Procedure);
        feed.PutMeeting(meeting);
        feed.Invite(meeting.Id, cards.Select(Invite));
        PutLists(feed, pki, number: 1, cards);
        foreach (var card in cards)
        {
            Put(feed, card, MemberOf(card));
        }
    }

    /// <summary>The lists of all three authorities, issued yesterday for a week.</summary>
    /// <param name="cards">Those for which <see cref="IssuedCard.RevokedAt"/> was called are on the list of their authority.</param>
    public static void PutLists(TrialFeed feed, TrialPki pki, int number, IReadOnlyList<IssuedCard> cards)
    {
        foreach (var (name, authority) in (ReadOnlySpan<(string, CertificateAuthority)>)[("root", pki.Root), (IssuingList, pki.Issuing), ("issuing-2", pki.OtherIssuing)])
        {
            feed.PutCrl(name, TrialPki.ListOf(authority, number, [.. cards.Where(card => ReferenceEquals(card.Authority, authority) && card.Revocation is not null)]));
        }
    }

    public static Member MemberOf(IssuedCard card) =>
        new($"Đảng viên {TagOf(card).ToString()[..6]}", "01234567", "Chi bộ 1", [new(MemberStatus.Official, new(2010, 5, 19), null, null)]);

    /// <summary>Puts the card's holder among the members.</summary>
    public static void Put(TrialFeed feed, IssuedCard card, Member member) => feed.PutMember(member, card.Uuid.ToByteArray(bigEndian: true), card.Key.PublicKey.ExportSubjectPublicKeyInfo());

    public static RosterEntry Invite(IssuedCard card) => new(TagOf(card), AttendeeClass.Member, null, new Seat("A", "1", "2"), "Chi bộ 1", null);

    public static CardTag TagOf(IssuedCard card) => CardTag.Of(card.Uuid.ToByteArray(bigEndian: true));
}
