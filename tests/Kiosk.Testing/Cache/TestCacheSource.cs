using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification;
using Kiosk.Verification.Profiles;

namespace Kiosk.Testing.Cache;

/// <summary>What a feed brings into a cache: the trust of <see cref="TestTrust"/>, the given cards' holders as official members, and one meeting to which they all are invited.</summary>
internal sealed class TestCacheSource
{
    private int version;

    private TestCacheSource(string folder) => (Folder, Feed) = (folder, new TrialFeed(Path.Combine(folder, "feed"), Province, new ManualTimeProvider(TestPki.Now)));

    public static ProvinceCode Province { get; } = ProvinceCode.Parse("01");

    /// <summary>Open from an hour before <see cref="TestPki.Now"/> until four hours after it, in one session, <c>phien-1</c>.</summary>
    public static Meeting Meeting { get; } = new(
        "dai-hoi-2026",
        "Đại hội thử nghiệm",
        MeetingKind.MemberCongress,
        Enumerable.Repeat((byte)0x5A, 32).ToArray(),
        [new("phien-1", "Phiên chính thức", TestPki.Now.AddHours(-1), TestPki.Now.AddHours(1), TestPki.Now.AddHours(4))],
        new QuorumRule(2, 3, QuorumRounding.Up, "Quy định thử nghiệm", "Ban tổ chức thử nghiệm"));

    public static Procedure Procedure => TrialSource.Procedure;

    public static ReadOnlyMemory<byte> RegistryCertificate => TrialSource.RegistryCertificate;

    public string Folder { get; }

    /// <summary>What the next <see cref="Build"/> brings.</summary>
    public TrialFeed Feed { get; }

    /// <summary>What cards are judged by now, as files that were fetched.</summary>
    public TrustContent Trust => TrustIn(WriteNational());

    public static TestCacheSource Create(string folder, params IReadOnlyList<IssuedCard> cards)
    {
        var source = new TestCacheSource(folder);
        source.Feed.PutProfile(CardProfile.Default);
        source.Feed.PutRegistry(RegistryCertificate);
        source.Feed.PutAnchor("root", TestPki.Root.Certificate);
        source.Feed.PutIssuer("issuing-1", TestPki.Issuing.Certificate);
        source.Feed.PutIssuer("issuing-2", TestPki.OtherIssuing.Certificate);
        source.Feed.PutProcedures(Procedure);
        source.Feed.PutMeeting(Meeting);
        source.Feed.Invite(Meeting.Id, cards.Select(Invite));
        foreach (var card in cards)
        {
            source.Feed.PutMember(TagOf(card), Sealed(card));
        }

        source.WriteCrls(number: 1, cards);
        return source;
    }

    public static CardTag TagOf(IssuedCard card) => TrialSource.TagOf(card);

    public static VerifiedCard Verified(IssuedCard card) => new(UuidOf(card), SubjectPublicKeyInfoOf(card));

    public static Member MemberOf(IssuedCard card) => TrialSource.MemberOf(card);

    public static byte[] Sealed(IssuedCard card) => TrialSource.Sealed(card);

    public static RosterEntry Invite(IssuedCard card) => TrialSource.Invite(card);

    /// <param name="folder">Holds the national files of a feed by their target paths.</param>
    public static TrustContent TrustIn(string folder) => TrustFiles.Load(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != TargetPaths.Policy)
            .ToDictionary(path => Path.GetRelativePath(folder, path), path => (path, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), StringComparer.Ordinal));

    /// <summary>Replaces the lists of all three authorities by ones with this number, issued yesterday for a week.</summary>
    /// <param name="cards">Those for which <see cref="IssuedCard.RevokedAt"/> was called are on the list of their authority.</param>
    public void WriteCrls(int number, params IReadOnlyList<IssuedCard> cards)
    {
        WriteCrl("root", TestPki.Root, number, cards);
        WriteCrl("issuing-1", TestPki.Issuing, number, cards);
        WriteCrl("issuing-2", TestPki.OtherIssuing, number, cards);
    }

    /// <summary>Puts all of it in force, as a sync does once everything was fetched and verified.</summary>
    /// <param name="at">By the terminal's clock; left out, <see cref="TestPki.Now"/>.</param>
    public BuiltCache Build(CacheStore store, DateTimeOffset? at = null)
    {
        version++;
        var trust = Trust;
        List<SetChangeFiles> sets = [.. DataClasses.All.Select(one => TestSet.Write(Path.Combine(Folder, $"{one.Name()}-{version}.set"), new(Province, one, version, null, Feed.Count(one)), Feed.Rows(one)))];
        var report = new CacheUpdater(store, new ManualTimeProvider(at ?? TestPki.Now)).Apply(new(trust, sets, new HashSet<string> { Province.Text }), progress: null, CancellationToken.None);
        using var generation = report.Opened!.Generation;
        return new(generation.Number, [.. report.Refused.Select(part => part.Sentence)]);
    }

    /// <summary>Builds a new store and opens it.</summary>
    public KioskCache Open(string cacheFolder, TimeProvider time)
    {
        var store = new CacheStore(cacheFolder, new DurableFiles());
        Build(store);
        var cache = new KioskCache(store, time);
        cache.Refresh();
        return cache;
    }

    /// <summary>Writes the national files of the feed by their target paths, each time into a folder of its own.</summary>
    public string WriteNational()
    {
        var folder = Path.Combine(Folder, Path.GetRandomFileName());
        foreach (var (path, content) in Feed.National)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content.Span);
        }

        return folder;
    }

    private void WriteCrl(string name, CertificateAuthority authority, int number, IReadOnlyList<IssuedCard> cards)
    {
        var revoked = cards.Where(card => ReferenceEquals(card.Authority, authority)).Select(card => card.Revocation).OfType<RevokedCertificate>();
        Feed.PutCrl(name, authority.IssueCrl(TestPki.Yesterday, TestPki.Yesterday.AddDays(7), number, revoked));
    }

    private static byte[] UuidOf(IssuedCard card) => card.Uuid.ToByteArray(bigEndian: true);

    private static byte[] SubjectPublicKeyInfoOf(IssuedCard card) => card.Key.PublicKey.ExportSubjectPublicKeyInfo();
}

/// <summary>What a build put in force.</summary>
/// <param name="Refused">One sentence for each part that was not taken.</param>
internal sealed record BuiltCache(long Number, IReadOnlyList<string> Refused);
