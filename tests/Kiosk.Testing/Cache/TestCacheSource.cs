using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Identity;
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
    public static Meeting Meeting { get; } = TrialSource.Meeting with { Id = "dai-hoi-2026", Title = "Đại hội thử nghiệm" };

    public static Procedure Procedure => TrialSource.Procedure;

    public static ReadOnlyMemory<byte> RegistryCertificate => TestPki.Shared.Registry.Certificate;

    public string Folder { get; }

    /// <summary>What the next <see cref="Build"/> brings.</summary>
    public TrialFeed Feed { get; }

    /// <summary>What cards are judged by now, as files that were fetched.</summary>
    public TrustContent Trust => TrustIn(WriteNational());

    public static TestCacheSource Create(string folder, params IReadOnlyList<IssuedCard> cards)
    {
        var source = new TestCacheSource(folder);
        TrialSource.Fill(source.Feed, TestPki.Shared, CardProfile.Default, Meeting, cards);
        source.Feed.LetIn(TestDevice.Reader);
        return source;
    }

    public static CardTag TagOf(IssuedCard card) => TrialSource.TagOf(card);

    public static VerifiedCard Verified(IssuedCard card) => new(UuidOf(card), SubjectPublicKeyInfoOf(card));

    public static Member MemberOf(IssuedCard card) => TrialSource.MemberOf(card);

    public static RosterEntry Invite(IssuedCard card) => TrialSource.Invite(card);

    /// <param name="folder">Holds the national files of a feed by their target paths.</param>
    public static TrustContent TrustIn(string folder) => TrustFiles.Load(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != TargetPaths.Policy)
            .ToDictionary(path => Path.GetRelativePath(folder, path), path => (path, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), StringComparer.Ordinal));

    /// <inheritdoc cref="TrialSource.PutLists"/>
    public void WriteCrls(int number, params IReadOnlyList<IssuedCard> cards) => TrialSource.PutLists(Feed, TestPki.Shared, number, cards);

    /// <summary>Puts all of it in force, as a sync does once everything was fetched and verified.</summary>
    /// <param name="at">By the terminal's clock; left out, <see cref="TestPki.Now"/>.</param>
    public BuiltCache Build(CacheStore store, DateTimeOffset? at = null)
    {
        version++;
        var trust = Trust;
        List<SetChangeFiles> sets = [.. Feed.Sets().Select(one => TestSet.Write(Path.Combine(Folder, $"{one.DataClass.Name()}-{version}.set"), new(Province, one.DataClass, version, null, one.Rows.Count), one.Rows, one.Epoch))];
        var report = new CacheUpdater(store, new ManualTimeProvider(at ?? TestPki.Now)).Apply(new(trust, sets, new HashSet<string> { Province.Text }), progress: null, CancellationToken.None);
        using var generation = (report.Opened ?? throw new InvalidOperationException($"Nothing was built: {string.Join(" ", report.Refused.Select(part => part.Sentence))}")).Generation;
        return new(generation.Number, [.. report.Refused.Select(part => part.Sentence)]);
    }

    /// <summary>Puts the card's holder among the members.</summary>
    public void Put(IssuedCard card, Member member) => TrialSource.Put(Feed, card, member);

    /// <summary>Builds a new store and opens it.</summary>
    public KioskCache Open(string cacheFolder, TimeProvider time)
    {
        var store = new CacheStore(cacheFolder, new DurableFiles(), CacheKey.Beside(cacheFolder, KeyStoreSettings.InFile), TestDevice.Keyring);
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

    private static byte[] UuidOf(IssuedCard card) => card.Uuid.ToByteArray(bigEndian: true);

    private static byte[] SubjectPublicKeyInfoOf(IssuedCard card) => card.Key.PublicKey.ExportSubjectPublicKeyInfo();
}

/// <summary>What a build put in force.</summary>
/// <param name="Refused">One sentence for each part that was not taken.</param>
internal sealed record BuiltCache(long Number, IReadOnlyList<string> Refused);
