using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

/// <summary>A cache with 300 members that updates are applied to, on a disk that can fail.</summary>
public abstract class UpdatedCache : IDisposable
{
    private protected readonly TestFolder folder = new();
    private protected readonly ManualTimeProvider time = new(TestPki.Now);
    private protected readonly FaultyFiles files = new(new DurableFiles());
    private protected readonly CacheStore store;
    private protected readonly CacheUpdater updater;
    private protected readonly TestCacheSource source;
    private protected readonly TestSet members;

    private protected UpdatedCache()
    {
        store = new(folder["cache"], files);
        updater = new(store, time);
        source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1));
        members = new(folder.Path);
        for (var number = 0; number < 400; number++)
        {
            members.Put(number, seed: number);
        }

        members.Next();
    }

    private protected TrustContent Trust => source.Trust;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Edit(string edit)
    {
        var tag = TestSet.Tag(7).ToArray();
        using var below = LiteDbCacheFile.Open(Path.Combine(store.Folder, "generation-00000001.cache"));
        ForgedCacheFile.Rewrite(Path.Combine(store.Folder, "generation-00000002.cache"), (table, rows) => table != "members-01" ? rows : edit switch
        {
            "the row is deleted" => rows.Where(row => !row.Key.Span.SequenceEqual(tag)),
            "the row and the end are deleted" => rows.Where(row => row.Key.Span.SequenceCompareTo(tag) < 0),
            "the row is changed" => rows.Select(row => row.Key.Span.SequenceEqual(tag) ? row with { Value = Flipped(row.Value) } : row),
            _ => rows.Select(row => row.Key.Span.SequenceEqual(tag) ? below.First(table, tag)!.Value : row),
        });
    }

    /// <summary>A tag in the same bucket.</summary>
    private protected static CardTag InBucketOf(int number) => CardTag.FromBytes([.. TestSet.Tag(number).ToArray()[..2], .. new byte[CardTag.Length - 2]]);

    private protected static byte[] Flipped(ReadOnlyMemory<byte> value) => [.. value.ToArray().Select((one, i) => i == 20 ? (byte)(one ^ 1) : one)];

    private protected static HashSet<string> Kept(params string[] provinces) => [.. provinces];

    private protected IReadOnlyList<string> Apply(CacheUpdate update)
    {
        var report = updater.Apply(update, progress: null, CancellationToken.None);
        report.Opened?.Generation.Dispose();
        return [.. report.Refused.Select(part => part.Sentence)];
    }

    private protected CacheGeneration Open() => store.Open().Generation;
}
