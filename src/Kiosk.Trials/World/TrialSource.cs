using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    private static readonly Lazy<byte[]> LazyRegistryCertificate = new(CreateRegistryCertificate);

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

    /// <summary>What journals are sealed to, DER; nobody has the key.</summary>
    public static ReadOnlyMemory<byte> RegistryCertificate => LazyRegistryCertificate.Value;

    /// <summary>Creates the feed, published by a desk whose clock is at <see cref="TrialPki.Now"/>.</summary>
    public static TrialFeed FeedIn(string folder, TrialPki pki)
    {
        var feed = new TrialFeed(folder, Province, new ManualTimeProvider(TrialPki.Now));
        feed.PutProfile(Profile);
        feed.PutRegistry(RegistryCertificate);
        feed.PutAnchor("root", pki.Root.Certificate);
        feed.PutIssuer("issuing-1", pki.Issuing.Certificate);
        feed.PutIssuer("issuing-2", pki.OtherIssuing.Certificate);
        feed.PutProcedures(Procedure);
        feed.PutMeeting(Meeting);
        feed.Invite(Meeting.Id, pki.Members.Select(Invite));
        feed.PutCrl("root", TrialPki.ListOf(pki.Root, 1));
        feed.PutCrl(IssuingList, TrialPki.ListOf(pki.Issuing, 1));
        feed.PutCrl("issuing-2", TrialPki.ListOf(pki.OtherIssuing, 1));
        foreach (var card in pki.Members)
        {
            feed.PutMember(TagOf(card), Sealed(card));
        }

        return feed;
    }

    public static Member MemberOf(IssuedCard card) =>
        new($"Đảng viên {TagOf(card).ToString()[..6]}", "01234567", "Chi bộ 1", [new(MemberStatus.Official, new(2010, 5, 19), null, null)]);

    public static byte[] Sealed(IssuedCard card) => MemberSeal.Seal(MemberOf(card), card.Uuid.ToByteArray(bigEndian: true), card.Key.PublicKey.ExportSubjectPublicKeyInfo());

    public static RosterEntry Invite(IssuedCard card) => new(TagOf(card), AttendeeClass.Member, null, new Seat("A", "1", "2"), "Chi bộ 1", null);

    public static CardTag TagOf(IssuedCard card) => CardTag.Of(card.Uuid.ToByteArray(bigEndian: true));

    private static byte[] CreateRegistryCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Self-test registry", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TrialPki.Begin, TrialPki.End);
        return certificate.RawData;
    }
}
