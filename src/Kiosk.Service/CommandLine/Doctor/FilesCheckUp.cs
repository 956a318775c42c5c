using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at cache, journal and disk; changes nothing, also while the service runs.</summary>
/// <param name="hasFeed">The settings name a feed on the network.</param>
/// <param name="terminalId">Whose journal is wanted; null where no settings say.</param>
internal sealed class FilesCheckUp(KioskFolders folders, bool hasFeed, string? terminalId, KeyStoreSettings keys, TimeProvider time)
{
    // Signing is behind by one batch, or by a minute of taps, at most.
    private const ulong MaxUnsigned = 2 * CheckpointLoop.Batch;

    private const string Stamp = "yyyy-MM-dd HH:mm'Z'";

    private static readonly CountedPhrase Records = new("Nhật ký nguyên vẹn, {0} bản ghi.", "The journal is whole, {0} record.", "The journal is whole, {0} records.");

    private Phrase Renewal => hasFeed
        ? new("Chạy: kiosk sync now", "Run: kiosk sync now")
        : new("Cắm USB có dữ liệu mới: kiosk sync import THƯ-MỤC", "Bring a stick with newer data: kiosk sync import PATH");

    public Finding Cache() => Permitted("cache", folders.Cache) ?? new CacheCheckUp(folders.Cache, keys, terminalId is null ? null : TerminalAudience.KeyringIn(folders, keys, terminalId), time).Look();

    public Finding Feed() => Permitted("feed", folders.Sync) ?? LookAtFeed();

    public Finding Journal() => Permitted("journal", folders.Journal) ?? LookAtJournal();

    /// <summary>What may not be read must not pass for what is not there.</summary>
    /// <returns>Null where it may be read, or does not exist.</returns>
    private Finding? Permitted(string name, string folder)
    {
        try
        {
            foreach (var one in (string[])[folders.Data, folder])
            {
                _ = new DirectoryInfo(one).EnumerateFileSystemInfos().Any();
            }

            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return exception is UnauthorizedAccessException
                ? new(
                    name,
                    Health.Bad,
                    new($"Người dùng này không được đọc {folder}.", $"This user may not read {folder}."),
                    new("Chạy lại bằng người dùng của dịch vụ, hoặc với sudo.", "Run this as the service's user, or with sudo."),
                    exception.Message)
                : Unreadable(name, new(folder, folder), exception);
        }
    }

    // For whatever other reason than who asks.
    private static Finding Unreadable(string name, Phrase what, Exception exception)
    {
        var cause = SystemSentences.CauseOf(exception);
        return new(
            name,
            Health.Bad,
            new($"Không đọc được {what.Vietnamese}{(cause is null ? "" : $": {cause.Vietnamese}")}.", $"{Capital(what.English)} cannot be read{(cause is null ? "" : $": {cause.English}")}."),
            new("Kiểm tra ổ đĩa (dmesg) và quyền truy cập (ls -l).", "Look at the disk (dmesg) and at the permissions (ls -l)."),
            exception.Message);
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private Finding LookAtFeed()
    {
        var standing = FeedStanding.Read(Path.Combine(folders.Sync, SyncSite.StandingName));
        var now = time.GetUtcNow();
        if (standing.LastTry is null)
        {
            return new("feed", Health.Doubtful, new("Chưa đồng bộ lần nào.", "Nothing was synced yet."), Renewal);
        }

        var what = SayStanding(standing, now);
        if (standing.Fault is FeedFault.NoAccess)
        {
            return new("feed", standing.IsExpiredAt(now) ? Health.Bad : Health.Doubtful, what, FeedSentences.Admittance, standing.Sentence) { Sentence = standing.Told };
        }

        return (standing.IsExpiredAt(now), standing.IsWell) switch
        {
            (true, _) => new(
                "feed",
                Health.Bad,
                what,
                hasFeed ? new("Kết nối mạng rồi chạy: kiosk sync now", "Connect the network and run: kiosk sync now") : Renewal,
                standing.Sentence)
            { Sentence = standing.Told },
            (_, false) => new(
                "feed",
                Health.Doubtful,
                what,
                hasFeed ? new("Kiểm tra mạng và Kiosk:Sync:Feed, rồi chạy: kiosk sync now", "Look at the network and at Kiosk:Sync:Feed, then run: kiosk sync now") : Renewal,
                standing.Sentence)
            { Sentence = standing.Told },
            _ => new("feed", Health.Good, what),
        };
    }

    private static Phrase SayStanding(FeedStanding standing, DateTimeOffset now)
    {
        var (since, sinceEnglish) = standing.LastSuccess is { } success && Phrase.Ago(now - success) is var age
            ? ($"Lần đồng bộ đầy đủ gần nhất: {age.Vietnamese}", $"Last complete sync: {age.English}")
            : ("Chưa lần nào đồng bộ đầy đủ", "No sync was complete yet");
        var cause = FeedSentences.CauseOf(standing);
        var (failed, failedEnglish) = standing.IsWell ? ("", "")
            : ($"; lần đồng bộ gần nhất không thành công{(cause is null ? "" : $": {cause.Vietnamese}")}", $"; the last sync failed{(cause is null ? "" : $": {cause.English}")}");
        var (signed, signedEnglish) = standing.Expires is { } expires
            ? ($"; chữ ký có hiệu lực đến {expires.ToString(Stamp, null)}", $"; signed until {expires.ToString(Stamp, null)}")
            : ("", "");
        return new($"{since}{failed}{signed}.", $"{sinceEnglish}{failedEnglish}{signedEnglish}.");
    }

    private static Phrase Whole(ulong records)
    {
        var phrase = Records.For(checked((long)records));
        return new(phrase.Vietnamese, phrase.English);
    }

    private Finding LookAtJournal()
    {
        try
        {
            var frames = TerminalKeys.FrameKeyOf(folders, keys);
            var verification = JournalVerifier.Verify(folders.Journal, frames: frames, receipted: TerminalJournal.ReceiptedIn(folders, GivenTerminals.Read(null, folders)));
            var report = LogReport.Of(verification, isTagged: frames is not null, Language.English);
            if (report.Whole && terminalId is not null && terminalId == report.TerminalId)
            {
                TerminalJournal.Check(folders, terminalId, keys);
            }

            return report switch
            {
                { Whole: false } => new(
                    "journal", Health.Bad, new($"Nhật ký bị hỏng: {verification.Break!.What.Vietnamese}.", "The journal is broken."), new("Giữ nguyên tệp, sao lưu và báo cơ quan quản lý.", "Leave the files as they are, copy them and report it."), report.In(Language.English)),
                { TerminalId: { } owner } when terminalId is not null && owner != terminalId => new(
                    "journal",
                    Health.Bad,
                    new($"Nhật ký này của thiết bị {owner}, không phải {terminalId}.", $"The journal in {folders.Journal} belongs to terminal {owner}, not {terminalId}."),
                    new("Đặt lại Kiosk:TerminalId, hoặc dùng Kiosk:DataFolder khác.", "Set Kiosk:TerminalId right, or name another Kiosk:DataFolder.")),
                _ when report.Records - report.SignedRecords > MaxUnsigned => new(
                    "journal",
                    Health.Doubtful,
                    new($"{report.Records - report.SignedRecords} bản ghi của nhật ký chưa được ký.", $"{report.Records - report.SignedRecords} records of the journal are not signed."),
                    new("Xem nhật ký của dịch vụ (sự kiện 403): tệp checkpoints phải ghi được.", "See the service's log (event 403): the file checkpoints must be writable.")),
                _ => new("journal", Health.Good, Whole(report.Records)),
            };
        }
        catch (JournalException) when (!Directory.Exists(folders.Journal))
        {
            return new("journal", Health.Doubtful, new("Chưa có nhật ký.", "There is no journal yet."), new("Nhật ký được tạo khi chạy kiosk run.", "kiosk run creates it."));
        }
        catch (JournalException exception) when (exception.InnerException is KeyStoreException)
        {
            return new("journal", Health.Bad, exception.Sentence, new("Sau đó chạy lại: kiosk doctor", "Then run again: kiosk doctor"));
        }
        catch (JournalException exception)
        {
            return Unreadable("journal", new("nhật ký", "the journal"), exception);
        }
    }
}
