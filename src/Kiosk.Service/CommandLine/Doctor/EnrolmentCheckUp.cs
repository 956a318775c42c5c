using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at the terminal's certificates, and at what the feed says of them.</summary>
internal sealed class EnrolmentCheckUp(KioskFolders folders, string terminalId, KeyStoreSettings keys, TimeProvider time)
{
    public const string Name = "enrolment";

    private const string Day = "yyyy-MM-dd";

    private static readonly Phrase Enrol = new("Xin mã (registry terminal add) rồi chạy: kiosk enrol --token MÃ", "Ask for a token (registry terminal add), then run: kiosk enrol --token TOKEN");

    public Finding Look()
    {
        try
        {
            return EnrolledCertificates.Read(folders.EnrolmentFile, terminalId) is { } certificates
                ? Judge(certificates, RevocationOf(certificates), time.GetUtcNow())
                : new(Name, Health.Doubtful, new("Thiết bị chưa được ghi danh.", "The terminal is not enrolled."), Enrol);
        }
        catch (EnrolmentException refused)
        {
            return new(Name, Health.Bad, refused.Sentence, Enrol);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(Name, Health.Bad, new($"Không đọc được {folders.EnrolmentFile}.", $"{folders.EnrolmentFile} cannot be read."), new("Chạy lại bằng người dùng của dịch vụ, hoặc với sudo.", "Run this as the service's user, or with sudo."), exception.Message);
        }
    }

    private TerminalRevocation? RevocationOf(EnrolledCertificates certificates)
    {
        try
        {
            using var generation = new CacheStore(folders.Cache, new DurableFiles(), CacheKey.Beside(folders.Cache, keys)).Open().Generation;
            return generation.Terminals.Find(terminalId, certificates.SigningKey.Span)?.Revoked;
        }
        catch (CacheException)
        {
            // The check of the cache says so.
            return null;
        }
    }

    private static Finding Judge(EnrolledCertificates certificates, TerminalRevocation? revoked, DateTimeOffset now)
    {
        var (due, until) = (certificates.RenewalDue.ToString(Day, null), certificates.NotAfter.ToString(Day, null));
        var renew = certificates.Collector is null
            ? new Phrase("Mang yêu cầu gia hạn đi bằng USB: kiosk enrol --request USB", "Carry a request to renew on a stick: kiosk enrol --request STICK")
            : new("Kết nối mạng rồi chạy: kiosk enrol --renew", "Connect the network, then run: kiosk enrol --renew");
        return revoked switch
        {
            not null => new(
                Name,
                Health.Bad,
                new($"Ghi danh đã bị thu hồi ngày {revoked.At.ToString(Day, null)}: {revoked.Reason}.", $"The enrolment was revoked on {revoked.At.ToString(Day, null)}: {revoked.Reason}."),
                new("Báo cơ quan quản lý; để dùng lại, chuyển nhật ký và tệp khóa đi rồi ghi danh với khóa mới.", "Report it to the authority; to use the terminal again, move its journal and key file away and enrol it with new keys.")),
            _ when now >= certificates.NotAfter => new(
                Name, Health.Doubtful, new($"Chứng thư số đã hết hạn ngày {until}: máy thu thập không nhận nhật ký.", $"The certificates expired on {until}: the collector does not take the journal."), renew),
            _ when now >= certificates.RenewalDue => new(
                Name, Health.Doubtful, new($"Đã ghi danh đến {until}, đến hạn gia hạn từ {due}.", $"Enrolled until {until}; renewal is due since {due}."), renew),
            _ => new(Name, Health.Good, new($"Đã ghi danh đến {until}; gia hạn từ {due}.", $"Enrolled until {until}; renewal is due from {due}.")),
        };
    }
}
