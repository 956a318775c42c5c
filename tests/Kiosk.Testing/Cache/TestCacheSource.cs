using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Profiles;

namespace Kiosk.Testing.Cache;

/// <summary>A small source folder: the trust data of <see cref="TestTrust"/>, the given cards' holders as official members, and one meeting to which all are invited.</summary>
internal sealed class TestCacheSource
{
    private static readonly Lazy<byte[]> LazyRegistryCertificate = new(CreateRegistryCertificate);

    private TestCacheSource(CacheSourceWriter writer) => Writer = writer;

    /// <summary>Open from an hour before <see cref="TestPki.Now"/> until four hours after it, in one session, <c>phien-1</c>.</summary>
    public static Meeting Meeting { get; } = new(
        "dai-hoi-2026",
        "Đại hội thử nghiệm",
        MeetingKind.MemberCongress,
        Enumerable.Repeat((byte)0x5A, 32).ToArray(),
        [new("phien-1", "Phiên chính thức", TestPki.Now.AddHours(-1), TestPki.Now.AddHours(1), TestPki.Now.AddHours(4))],
        new QuorumRule(2, 3, QuorumRounding.Up, "Quy định thử nghiệm", "Ban tổ chức thử nghiệm"));

    public static Procedure Procedure { get; } = new("CD-01", "Chuyển sinh hoạt đảng", "Transfer of membership", "xã", 5, null, new(2026, 1, 1), null);

    public static ReadOnlyMemory<byte> RegistryCertificate => LazyRegistryCertificate.Value;

    public CacheSourceWriter Writer { get; }

    public string Folder => Writer.Folder;

    public static TestCacheSource Create(string folder, params IReadOnlyList<IssuedCard> cards)
    {
        var writer = new CacheSourceWriter(folder);
        writer.WriteProfile(CardProfile.Default.ToJson());
        writer.WriteRegistry(RegistryCertificate.Span);
        writer.WriteAnchor("root", TestPki.Root.Certificate.Span);
        writer.WriteIssuer("issuing-1", TestPki.Issuing.Certificate.Span);
        writer.WriteIssuer("issuing-2", TestPki.OtherIssuing.Certificate.Span);
        writer.WriteProcedures([Procedure]);
        writer.WriteMembers(cards.Select(Sealed));
        writer.WriteMeeting(Meeting, cards.Select(Invite));
        var source = new TestCacheSource(writer);
        source.WriteCrls(number: 1, cards);
        return source;
    }

    public static CardTag TagOf(IssuedCard card) => CardTag.Of(UuidOf(card));

    public static VerifiedCard Verified(IssuedCard card) => new(UuidOf(card), SubjectPublicKeyInfoOf(card));

    public static Member MemberOf(IssuedCard card) =>
        new($"Đảng viên {TagOf(card).ToString()[..4]}", "01234567", "Chi bộ 1", [new(MemberStatus.Official, new(2010, 5, 19), null, null)]);

    public static MemberLine Sealed(IssuedCard card) =>
        new(TagOf(card), MemberSeal.Seal(MemberOf(card), UuidOf(card), SubjectPublicKeyInfoOf(card)));

    public static RosterEntry Invite(IssuedCard card) => new(TagOf(card), AttendeeClass.Member, null, new Seat("A", "1", "2"), "Chi bộ 1", null);

    /// <summary>Replaces the CRLs of all three authorities by ones with this number, issued yesterday and valid for a week.</summary>
    /// <param name="cards">Those with <see cref="IssuedCard.RevokedAt"/> are on their authority's CRL.</param>
    public void WriteCrls(int number, params IReadOnlyList<IssuedCard> cards)
    {
        WriteCrl("root", TestPki.Root, number, cards);
        WriteCrl("issuing-1", TestPki.Issuing, number, cards);
        WriteCrl("issuing-2", TestPki.OtherIssuing, number, cards);
    }

    /// <param name="at">The terminal's time; <see cref="TestPki.Now"/> by default.</param>
    public CacheBuildReport Build(CacheStore store, DateTimeOffset? at = null) =>
        new CacheBuilder(store, new ManualTimeProvider(at ?? TestPki.Now)).Build(Folder, progress: null, CancellationToken.None);

    /// <summary>Builds a new store and opens it.</summary>
    public KioskCache Open(string cacheFolder, TimeProvider time)
    {
        var store = new CacheStore(cacheFolder, new DurableFiles());
        Build(store);
        var cache = new KioskCache(store, time);
        cache.Refresh();
        return cache;
    }

    private void WriteCrl(string name, CertificateAuthority authority, int number, IReadOnlyList<IssuedCard> cards)
    {
        var revoked = cards.Where(card => ReferenceEquals(card.Authority, authority)).Select(card => card.Revocation).OfType<RevokedCertificate>();
        Writer.WriteCrl(name, authority.IssueCrl(TestPki.Yesterday, TestPki.Yesterday.AddDays(7), number, revoked));
    }

    private static byte[] UuidOf(IssuedCard card) => card.Uuid.ToByteArray(bigEndian: true);

    private static byte[] SubjectPublicKeyInfoOf(IssuedCard card) => card.Key.PublicKey.ExportSubjectPublicKeyInfo();

    private static byte[] CreateRegistryCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test Registry", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TestPki.Begin, TestPki.End);
        return certificate.RawData;
    }
}
