using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at what cards are judged by, as the service does, and changes nothing.</summary>
/// <param name="keyring">Null where the settings do not name the terminal.</param>
internal sealed class CacheCheckUp(string folder, KeyStoreSettings keys, AudienceKeyring? keyring, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(14);

    public Finding Look()
    {
        try
        {
            var store = new CacheStore(folder, new DurableFiles(), CacheKey.Beside(folder, keys), keyring);
            store.Expect(TerminalJournal.SignedDataIn(new(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!)));
            using var generation = store.Open().Generation;
            if (keyring is not null)
            {
                generation.OpenAudience();
            }

            return Judge(generation, time.GetUtcNow());
        }
        catch (CacheException exception)
        {
            return new("cache", Health.Bad, exception.Sentence, CacheSentences.RemedyFor(exception));
        }
    }

    private static Finding Judge(CacheGeneration generation, DateTimeOffset now)
    {
        var revocation = generation.Trust.Revocation;
        var age = now - (generation.NewestData ?? generation.BuiltAt);
        var what = Describe(generation, age, now - revocation.OldestAsOfAt(now), now);
        if (CacheSentences.ListsAheadOf(now, revocation) is { } ahead)
        {
            return new("cache", Health.Doubtful, new($"{what.Vietnamese} {ahead.Vietnamese}", $"{what.English} {ahead.English}"), new("Chỉnh giờ: timedatectl", "Set the clock: timedatectl"));
        }

        return age > MaxAge || !(now <= revocation.FirstDueAt(now))
            ? new("cache", Health.Doubtful, what, new("Đồng bộ dữ liệu mới: kiosk sync now, hoặc kiosk sync import THƯ-MỤC", "Sync newer data: kiosk sync now, or kiosk sync import PATH"))
            : new("cache", Health.Good, what);
    }

    private static Phrase Describe(CacheGeneration generation, TimeSpan age, TimeSpan? listAge, DateTimeOffset now)
    {
        var (newest, received) = (Phrase.Ago(age), Phrase.Ago(now - generation.BuiltAt));
        var (vietnamese, english) = listAge is { } known && Phrase.Ago(known) is var oldest
            ? ($"danh sách thu hồi cũ nhất ban hành {oldest.Vietnamese}", $"oldest revocation list issued {oldest.English}")
            : ("không có danh sách thu hồi nào đang có hiệu lực", "no revocation list in force");
        return new(
            $"Phiên bản {generation.Number}, máy nhận {received.Vietnamese}; dữ liệu mới nhất ban hành {newest.Vietnamese}, {vietnamese}.",
            $"Version {generation.Number}, received {received.English}; newest data issued {newest.English}, {english}.");
    }
}
