using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Benchmarks;

/// <summary>A generation the size of a province's: 300,000 members and a million revoked cards.</summary>
internal sealed class LargeCache : IDisposable
{
    public const int Members = 300_000;
    private const int SealedLength = 1 + 12 + 512 + 16;

    private readonly BenchFolder folder = new();

    private LargeCache(IssuedCard card)
    {
        Card = card;
        var source = TestCacheSource.Create(folder.At("source"), card);
        FillWithCrowd(source.Feed);
        source.Feed.PutCrl(IssuingList, MillionEntries.Issue(nextUpdate: TestPki.Now.AddDays(3650), crlNumber: 2));
        source.Build(new CacheStore(CacheFolder, new DurableFiles()));
    }

    /// <summary>A valid card of one of the members.</summary>
    public IssuedCard Card { get; }

    public string DataFolder => folder.At("data");

    public string CacheFolder => Path.Combine(DataFolder, "cache");

    private const string IssuingList = "issuing";

    public static LargeCache Build() => new(TestPki.Issue(serial: 7));

    public string At(string name) => folder.At(name);

    public void Dispose() => folder.Dispose();

    // Nobody's: records that no card opens weigh as much as real ones.
    private static void FillWithCrowd(TrialFeed feed)
    {
        for (var index = 1; index < Members; index++)
        {
            var record = RandomNumberGenerator.GetBytes(SealedLength);
            record[0] = 1;
            feed.PutMember(CardTag.FromBytes(RandomNumberGenerator.GetBytes(CardTag.Length)), record);
        }
    }
}
