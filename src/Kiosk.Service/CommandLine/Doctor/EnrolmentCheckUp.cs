using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at the terminal's certificates, and at what the feed says of them.</summary>
internal sealed class EnrolmentCheckUp(KioskFolders folders, string terminalId, KeyStoreSettings keys, TimeProvider time)
{
    public const string Name = "enrolment";

    private static readonly Phrase Enrol = new("Xin mã (registry terminal add) rồi chạy: kiosk enrol --token MÃ", "Ask for a token (registry terminal add), then run: kiosk enrol --token TOKEN");

    public Finding Look()
    {
        try
        {
            var held = EnrolledCertificates.Read(folders.EnrolmentFile, terminalId);
            var report = EnrolmentReport.Of(new(terminalId, KeyKind: null, held), held is null ? null : RevocationOf(held), time.GetUtcNow());
            return new(Name, HealthOf(report.Stage), report.Sentence, RemedyFor(report.Stage, held));
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

    private static Health HealthOf(EnrolmentStage stage) => stage switch
    {
        EnrolmentStage.Enrolled => Health.Good,
        EnrolmentStage.NotEnrolled or EnrolmentStage.RenewalDue or EnrolmentStage.Expired => Health.Doubtful,
        _ => Health.Bad,
    };

    private static Phrase? RemedyFor(EnrolmentStage stage, EnrolledCertificates? held) => stage switch
    {
        EnrolmentStage.Enrolled => null,
        EnrolmentStage.Revoked => new("Báo cơ quan quản lý; để dùng lại, chuyển nhật ký và tệp khóa đi rồi ghi danh với khóa mới.", "Report it to the authority; to use the terminal again, move its journal and key file away and enrol it with new keys."),
        EnrolmentStage.RenewalDue or EnrolmentStage.Expired => held?.Collector is null
            ? new Phrase("Mang yêu cầu gia hạn đi bằng USB: kiosk enrol --request USB", "Carry a request to renew on a stick: kiosk enrol --request STICK")
            : new("Kết nối mạng rồi chạy: kiosk enrol --renew", "Connect the network, then run: kiosk enrol --renew"),
        _ => Enrol,
    };
}
