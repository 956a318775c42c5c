using Kiosk.Service.Configuration;
using Kiosk.Service.Durability;
using Kiosk.Service.Journal;
using Kiosk.Service.Sync;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at cache, journal and disk; changes nothing, also while the service runs.</summary>
internal sealed class FilesCheckUp(KioskFolders folders, TimeProvider time)
{
    public Finding Cache() => new CacheCheckUp(folders.Cache, time).Look();

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
}
