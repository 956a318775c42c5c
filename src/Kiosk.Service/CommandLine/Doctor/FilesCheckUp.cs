using System.Globalization;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Durability;
using Kiosk.Service.Journal;
using Kiosk.Service.Sync;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at cache, journal and disk; changes nothing, also while the service runs.</summary>
internal sealed class FilesCheckUp(KioskFolders folders, TimeProvider time)
{
    private static readonly TimeSpan GreatestCacheAge = TimeSpan.FromDays(14);

    public Finding Cache(CancellationToken cancellationToken)
    {
        try
        {
            using var cache = new KioskCache(new CacheStore(folders.Cache, new DurableFiles()), time);
            cache.Refresh(cancellationToken);
            var generation = cache.Current;
            var now = time.GetUtcNow();
            var revocation = generation.Trust.Revocation;
            var age = now - (generation.NewestData ?? generation.BuiltAt);
            var listAge = now - revocation.OldestAsOfAt(now);
            var what = new Sentence(
                $"Phiên bản {generation.Number}, dữ liệu mới nhất cách đây {age.TotalDays:0.0} ngày, {Lists(listAge, "danh sách thu hồi cũ nhất {0:0.0} ngày", "không có danh sách thu hồi")}.",
                $"Version {generation.Number}, newest data {age.TotalDays:0.0} days old, {Lists(listAge, "oldest revocation list {0:0.0} days", "no revocation list")}.");
            return (cache.Problem, age > GreatestCacheAge || !(now <= revocation.FirstDueAt(now))) switch
            {
                ({ } problem, _) => new("cache", Health.Doubtful, new($"{what.Vietnamese} {problem}", $"{what.English} {problem}"), new("Dựng lại dữ liệu xác thực thẻ: kiosk cache build", "Build the cache anew: kiosk cache build")),
                (_, true) => new("cache", Health.Doubtful, what, new("Đồng bộ dữ liệu mới, hoặc chạy kiosk cache build.", "Sync newer data, or run kiosk cache build.")),
                _ => new("cache", Health.Good, what),
            };
        }
        catch (CacheException exception)
        {
            return new("cache", Health.Bad, new($"Chưa có dữ liệu xác thực thẻ. {exception.Message}", exception.Message), new("Chạy: kiosk cache build --from THƯ-MỤC", "Run: kiosk cache build --from DIR"));
        }
    }

    public Finding Feed()
    {
        var standing = FeedStanding.Read(Path.Combine(folders.Sync, SyncSite.StandingName));
        var now = time.GetUtcNow();
        if (standing.LastTry is null)
        {
            return new("feed", Health.Doubtful, new("Chưa đồng bộ lần nào.", "Nothing was synced yet."), new("Chạy: kiosk sync now, hoặc kiosk sync import THƯ-MỤC", "Run: kiosk sync now, or kiosk sync import PATH"));
        }

        var age = standing.LastSuccess is { } success ? $"{(now - success).TotalHours:0.0}" : "–";
        var what = new Sentence(
            $"Lần đồng bộ đầy đủ gần nhất cách đây {age} giờ; chữ ký có hiệu lực đến {standing.Expires:yyyy-MM-ddTHH:mm:ssZ}. {standing.Sentence}",
            $"Last complete sync {age} hours ago; signed until {standing.Expires:yyyy-MM-ddTHH:mm:ssZ}. {standing.Sentence}");
        return (standing.IsExpiredAt(now), standing.IsWell) switch
        {
            (true, _) => new("feed", Health.Bad, what, new("Kết kết nối mạng rồi chạy kiosk sync now, hoặc cắm USB mới: kiosk sync import THƯ-MỤC", "Connect the network and run kiosk sync now, or bring a newer stick: kiosk sync import PATH")),
            (_, false) => new("feed", Health.Doubtful, what, new("Kiểm tra mạng và Kiosk:Sync:Feed, rồi chạy: kiosk sync now", "Look at the network and at Kiosk:Sync:Feed, then run: kiosk sync now")),
            _ => new("feed", Health.Good, what),
        };
    }

    public Finding Journal()
    {
        try
        {
            var report = LogReport.Of(JournalVerifier.Verify(folders.Journal));
            return report.Whole
                ? new("journal", Health.Good, new($"Nhật ký nguyên vẹn, {report.Records} bản ghi.", $"The journal is whole, {report.Records} records."))
                : new("journal", Health.Bad, new($"Nhật ký bị hỏng. {report}", report.ToString()), new("Giữ nguyên tệp, sao lưu và báo cơ quan quản lý.", "Leave the files as they are, copy them and report it."));
        }
        catch (JournalException) when (!Directory.Exists(folders.Journal))
        {
            return new("journal", Health.Doubtful, new("Chưa có nhật ký.", "There is no journal yet."), new("Nhật ký được tạo khi chạy kiosk run.", "kiosk run creates it."));
        }
        catch (JournalException exception)
        {
            return new("journal", Health.Bad, new($"Không đọc được nhật ký. {exception.Message}", exception.Message), new("Kiểm tra đĩa và quyền truy cập.", "Look at the disk and at the permissions."));
        }
    }

    public Finding Disk()
    {
        var folder = DiskSpace.NearestExisting(folders.Data);
        var free = DiskSpace.FreeAt(folder);
        var what = new Sentence($"Còn trống {free >> 20} MB tại {folder}.", $"{free >> 20} MB free at {folder}.");
        return free >= DiskSpace.Least
            ? new("disk", Health.Good, what)
            : new("disk", Health.Bad, what, new("Giải phóng dung lượng; khi đầy đĩa, thiết bị sẽ ngừng phục vụ.", "Make room; when the disk is full the terminal goes out of service."));
    }

    private static string Lists(TimeSpan? age, string some, string none) => age is { } known ? string.Format(CultureInfo.InvariantCulture, some, known.TotalDays) : none;
}
