using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at what the collector holds of the journal; from the running service, or else from what it kept.</summary>
internal sealed class UploadCheckUp(KioskFolders folders, RunningService? running)
{
    public const string Name = "upload";

    private static readonly CountedPhrase Unsent = new("{0} bản ghi chưa gửi về máy thu thập", "{0} record is not sent to the collector", "{0} records are not sent to the collector");
    private static readonly CountedPhrase Refused = new("{0} bản ghi bị máy thu thập từ chối", "{0} record was refused by the collector", "{0} records were refused by the collector");

    public Finding Look() => running?.Report.Upload is { } report ? Of(report) : OfFolder(new UploadFolder(folders.Upload, new DurableFiles()).ReadCursor());

    private static Finding Of(UploadReport report) => report switch
    {
        { Problem: { } problem } => new(Name, report.Refused > 0 || report.IsPutBack ? Health.Bad : Health.Doubtful, Sentence(Unsent, report.Unsent), problem),
        { Unsent: 0 } => new(Name, Health.Good, new("Mọi bản ghi đã gửi về máy thu thập.", "Every record is sent to the collector.")),
        _ => new(Name, Health.Good, Sentence(Unsent, report.Unsent)),
    };

    private static Finding OfFolder(UploadCursor cursor) => cursor.ParkedRecords is > 0 and var refused
        ? new(Name, Health.Bad, Sentence(Refused, refused), new("Bản ghi vẫn ở máy; đề nghị báo người phụ trách máy thu thập.", "They are kept here; tell whoever runs the collector."))
        : new(Name, Health.Doubtful, new("Dịch vụ không chạy, nên không có gì được gửi về máy thu thập.", "The service is not running, so nothing is sent to the collector."), new("Chạy: kiosk run", "Run: kiosk run"));

    private static Phrase Sentence(CountedPhrase phrase, ulong count)
    {
        var said = phrase.For(checked((long)count));
        return new($"{said.Vietnamese}.", $"{said.English}.");
    }
}
