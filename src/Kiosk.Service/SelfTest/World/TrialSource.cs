using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Piv;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.SelfTest.World;

/// <summary>What a terminal of the self-test is fed with: root, two issuing CAs with their lists, the members' records, and a meeting to which all are invited.</summary>
internal sealed class TrialSource
{
    public const string IssuingList = "issuing-1";

    private static readonly Lazy<byte[]> LazyRegistryCertificate = new(CreateRegistryCertificate);

    private readonly TrialPki pki;

    private TrialSource(TrialPki pki, CacheSourceWriter writer) => (this.pki, Writer) = (pki, writer);

    /// <summary>Open from an hour before <see cref="TrialPki.Now"/> until four hours after it.</summary>
    public static Meeting Meeting { get; } = new(
        "tu-kiem-tra",
        "Hội nghị tự kiểm tra",
        MeetingKind.MemberCongress,
        Enumerable.Repeat((byte)0x5A, 32).ToArray(),
        [new("phien-1", "Phiên chính thức", TrialPki.Now.AddHours(-1), TrialPki.Now.AddHours(1), TrialPki.Now.AddHours(4))],
        new QuorumRule(2, 3, QuorumRounding.Up, "Quy định tự kiểm tra", "Ban tổ chức tự kiểm tra"));

    public static CardProfile Profile { get; } = CardProfile.Default with { Reading = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero } };

    public CacheSourceWriter Writer { get; }

    /// <summary>Writes all of it into a new folder.</summary>
    public static TrialSource Create(string folder, TrialPki pki)
    {
        var source = new TrialSource(pki, new CacheSourceWriter(folder));
        source.WriteAll();
        return source;
    }

    public static Member MemberOf(IssuedCard card) =>
        new($"Đảng viên {TagOf(card).ToString()[..6]}", "01234567", "Chi bộ 1", [new(MemberStatus.Official, new(2010, 5, 19), null, null)]);

    public static CardTag TagOf(IssuedCard card) => CardTag.Of(card.Uuid.ToByteArray(bigEndian: true));

    /// <summary>By a clock that shows <see cref="TrialPki.Now"/>.</summary>
    public CacheBuildReport Build(string cacheFolder, CancellationToken cancellationToken) =>
        new CacheBuilder(new CacheStore(cacheFolder, new DurableFiles()), new ManualTimeProvider(TrialPki.Now)).Build(Writer.Folder, progress: null, cancellationToken);

    public void WriteList(string name, ReadOnlySpan<byte> der) => Writer.WriteCrl(name, der);

    public void RemoveList(string name) => File.Delete(PathOf(name));

    /// <summary>Fills a list up with zeros to this many bytes, which take no room on the disk.</summary>
    public void StretchList(string name, long length)
    {
        using var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Write);
        file.SetLength(length);
    }

    private string PathOf(string list) => Path.Combine(Writer.Folder, SourceLayout.Crls, list + ".crl");

    private void WriteAll()
    {
        Writer.WriteProfile(Profile.ToJson());
        Writer.WriteRegistry(LazyRegistryCertificate.Value);
        Writer.WriteAnchor("root", pki.Root.Certificate.Span);
        Writer.WriteIssuer("issuing-1", pki.Issuing.Certificate.Span);
        Writer.WriteIssuer("issuing-2", pki.OtherIssuing.Certificate.Span);
        Writer.WriteProcedures([new("CD-01", "Chuyển sinh hoạt đảng", "Transfer of membership", "xã", 5, null, new(2026, 1, 1), null)]);
        Writer.WriteMembers(pki.Members.Select(Sealed));
        Writer.WriteMeeting(Meeting, pki.Members.Select(card => new RosterEntry(TagOf(card), AttendeeClass.Member, null, new Seat("A", "1", "2"), "Chi bộ 1", null)));
        WriteList("root", TrialPki.ListOf(pki.Root, 1));
        WriteList(IssuingList, TrialPki.ListOf(pki.Issuing, 1));
        WriteList("issuing-2", TrialPki.ListOf(pki.OtherIssuing, 1));
    }

    private static MemberLine Sealed(IssuedCard card) => new(
        TagOf(card),
        MemberSeal.Seal(MemberOf(card), card.Uuid.ToByteArray(bigEndian: true), card.Key.PublicKey.ExportSubjectPublicKeyInfo()));

    private static byte[] CreateRegistryCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Self-test registry", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TrialPki.Begin, TrialPki.End);
        return certificate.RawData;
    }
}
