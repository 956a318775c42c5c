using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Benchmarks;

/// <summary>Ten years of meetings in the cache, a hundred a year, with 300 people each.</summary>
internal static class MeetingsGrowth
{
    private const int PerMeeting = 300;
    private const int LookUps = 2000;

    private static readonly int[] Sizes = [10, 100, 1000];

    public static GrowthTable Measure()
    {
        var table = new GrowthTable("meetings in the cache", Sizes);
        foreach (var size in Sizes)
        {
            using var folder = new BenchFolder();
            var card = TestPki.Issue(serial: 1);
            var source = TestCacheSource.Create(folder.At("source"), card);
            for (var number = 1; number < size; number++)
            {
                var meeting = TestCacheSource.Meeting with { Id = string.Create(CultureInfo.InvariantCulture, $"hop-{number:D4}"), Key = RandomNumberGenerator.GetBytes(MeetingRecordRules.KeyLength) };
                source.Feed.PutMeeting(meeting);
                source.Feed.Invite(meeting.Id, Enumerable.Range(0, PerMeeting).Select(seat => TrialSource.Invite(card) with { Tag = TestSet.Tag((number * PerMeeting) + seat) }));
            }

            var trust = source.Trust;
            List<SetChangeFiles> sets = [.. source.Feed.Sets().Select(set => TestSet.Write(folder.At($"source/{set.DataClass.Name()}.set"), new(TestCacheSource.Province, set.DataClass, 1, null, set.Rows.Count), set.Rows, set.Epoch))];
            table.Time("sync: taking all", grows: true, rounds: 3, () => SyncBench.Apply(new(folder.At(Path.GetRandomFileName()), new DurableFiles(), keyring: TestDevice.Keyring), new(trust, sets, SyncBench.Kept)).Generation.Dispose());
            var store = new CacheStore(folder.At("cache"), new DurableFiles(), keyring: TestDevice.Keyring);
            SyncBench.Apply(store, new(trust, sets, SyncBench.Kept)).Generation.Dispose();
            table.Time("start: opening the cache at a meeting", grows: false, rounds: 9, () => Start(store).Dispose());
            using var cache = Start(store);
            var (generation, tag) = (cache.Current, TestCacheSource.TagOf(card));
            table.Time("tap: the invitation", grows: false, LookUps, () => _ = generation.FindInvitation(TestCacheSource.Meeting.Id, tag) ?? throw new InvalidOperationException("Not invited."));
            table.Time("page: everybody at one meeting", grows: false, rounds: 21, () => _ = generation.Roster(generation.MeetingIds[^1]).Count());
        }

        return table;
    }

    private static KioskCache Start(CacheStore store)
    {
        var cache = new KioskCache(store, TimeProvider.System);
        cache.Refresh();
        cache.Current.OpenAudience();
        _ = cache.Current.FindMeeting(TestCacheSource.Meeting.Id) ?? throw new InvalidOperationException("No meeting.");
        return cache;
    }
}
