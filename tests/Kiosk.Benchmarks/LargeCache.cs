using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Benchmarks;

/// <summary>A generation the size of a province's: 300,000 members and a million revoked cards.</summary>
internal sealed class LargeCache : IDisposable
{
    public const int Members = 300_000;
    public const string TerminalId = "BENCH-01";

    private const int SealedLength = 1 + 12 + 512 + 16;

    private readonly BenchFolder folder = new();
    private readonly IKeyStore keys;

    private LargeCache(IssuedCard card)
    {
        Card = card;
        var source = TestCacheSource.Create(folder.At("source"), card);
        FillWithCrowd(source.Feed);
        source.Feed.PutCrl(IssuingList, MillionEntries.Issue(nextUpdate: TestPki.Now.AddDays(3650), crlNumber: 2));
        keys = TerminalKeys.Open(new KioskFolders(DataFolder), TerminalId, KeyStoreSettings.InFile, new DurableFiles());
        source.Feed.LetIn(new(TerminalId, keys.DecryptionKey.ExportSubjectPublicKeyInfo()));
        Store = new(CacheFolder, new DurableFiles(), CacheKey.Of(keys), TerminalAudience.KeyringOf(TerminalId, keys));
        source.Build(Store);
    }

    /// <summary>A valid card of one of the members.</summary>
    public IssuedCard Card { get; }

    /// <summary>Opens the cache with the terminal's keys.</summary>
    public CacheStore Store { get; }

    public string DataFolder => folder.At("data");

    private string CacheFolder => Path.Combine(DataFolder, "cache");

    private const string IssuingList = "issuing";

    public static LargeCache Build() => new(TestPki.Issue(serial: 7));

    public string At(string name) => folder.At(name);

    public void Dispose()
    {
        keys.Dispose();
        folder.Dispose();
    }

    // Nobody's: records that no card opens weigh as much as real ones.
    private static void FillWithCrowd(TrialFeed feed)
    {
        for (var index = 1; index < Members; index++)
        {
            var record = RandomNumberGenerator.GetBytes(SealedLength);
            record[0] = 2;
            var tag = RandomNumberGenerator.GetBytes(CardTag.Length);
            feed.PutMember(CardTag.FromBytes(tag), new SetRow(tag, record));
        }
    }
}
