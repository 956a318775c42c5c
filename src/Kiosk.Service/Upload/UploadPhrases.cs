using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Service.Upload;

/// <summary>What is said about uploads, each with its remedy.</summary>
internal static class UploadPhrases
{
    /// <summary>Of records that the terminal removed after a receipt, and the collector has lost since.</summary>
    public const string RemovedCode = "removed-here";

    public static Phrase NoAnswer(string authority) => new(
        $"Máy thu thập {authority} không trả lời. Đề nghị kiểm tra mạng; máy tự gửi lại.",
        $"The collector {authority} does not answer. Check the network; the terminal sends again by itself.");

    public static Phrase NotTrusted(string authority) => new(
        $"Kết nối tới {authority} không an toàn: chứng thư số không phải của máy thu thập. Đề nghị kiểm tra Kiosk:Upload:Key và đồng hồ của máy.",
        $"The connection to {authority} is not secure: its certificate is not the collector's. Check Kiosk:Upload:Key and the terminal's clock.");

    public static Phrase NoCollector(string authority) => new(
        $"Nơi trả lời ở {authority} không phải máy thu thập. Đề nghị kiểm tra Kiosk:Upload:Collector, và mạng có đòi đăng nhập hay không.",
        $"What answers at {authority} is not a collector. Check Kiosk:Upload:Collector, and whether the network asks for a login.");

    public static Phrase SentElsewhere(int status) => new(
        $"Máy thu thập chuyển hướng đi nơi khác (HTTP {status}), máy không đi theo. Đề nghị ghi đúng địa chỉ trong Kiosk:Upload:Collector.",
        $"The collector redirects elsewhere (HTTP {status}), which the terminal does not follow. Put the right address into Kiosk:Upload:Collector.");

    public static Phrase Later(int status) => new(
        $"Máy thu thập đề nghị gửi sau (HTTP {status}). Máy tự gửi lại.",
        $"The collector asks to come back later (HTTP {status}). The terminal sends again by itself.");

    public static Phrase Failed(int status) => new(
        $"Máy thu thập gặp sự cố (HTTP {status}). Máy tự gửi lại; nếu kéo dài, đề nghị báo người phụ trách máy thu thập.",
        $"The collector has failed (HTTP {status}). The terminal sends again by itself; if it stays so, tell whoever runs the collector.");

    public static Phrase Unknown(int status, UploadRefusal? refusal) => new(
        $"Máy thu thập không nhận thiết bị này (HTTP {status}{Code(refusal)}). Đề nghị người phụ trách máy thu thập kiểm tra đăng ký của thiết bị.",
        $"The collector does not accept this terminal (HTTP {status}{Code(refusal)}). Have whoever runs the collector check the terminal's enrolment.");

    public static Phrase Parked(int status, UploadRefusal? refusal) => new(
        $"Máy thu thập từ chối một số bản ghi (HTTP {status}{Code(refusal)}). Bản ghi vẫn ở máy; đề nghị báo người phụ trách máy thu thập.",
        $"The collector refuses some records (HTTP {status}{Code(refusal)}). They are kept here; tell whoever runs the collector.");

    public static Phrase Removed(ulong first, ulong last) => new(
        $"Máy thu thập không còn bản ghi {first} đến {last}, mà máy này đã xóa sau khi được xác nhận. Đề nghị phục hồi máy thu thập từ bản sao lưu mới hơn.",
        $"The collector no longer holds records {first} to {last}, which this terminal removed after they were confirmed. Restore the collector from a newer backup.");

    public static Phrase Ahead(ulong collected, ulong held) => new(
        $"Máy thu thập có {collected} bản ghi của thiết bị này, nhật ký ở đây chỉ có {held}: ổ đĩa cũ đã được lắp lại. Đề nghị lắp lại đúng ổ đĩa, hoặc báo kỹ thuật.",
        $"The collector holds {collected} records of this terminal, and the journal here only {held}: an old disk was put back. Put back the terminal's own disk, or call the technician.");

    /// <summary>The collector gave a receipt for a checkpoint that this terminal's key signed and its journal does not know.</summary>
    public static Phrase UnknownCheckpoint(ulong number) => new(
        $"Máy thu thập có mốc ký số {number} do chính khóa của máy này ký mà nhật ký ở đây không có: nhật ký của máy này đã bị đưa về trạng thái cũ hơn. Đề nghị lắp lại đúng ổ đĩa, hoặc báo kỹ thuật.",
        $"The collector holds checkpoint {number}, signed by this terminal's own key, which the journal here does not have: this terminal's journal was put back to an older state. Put back the terminal's own disk, or call the technician.");

    /// <summary>The collector holds other records under the same numbers.</summary>
    public static Phrase Forked(ulong first, ulong last) => new(
        $"Máy thu thập có những bản ghi khác mang các số từ {first} đến {last}: nhật ký của máy này đã bị đưa về trạng thái cũ hơn, hoặc có máy khác dùng cùng mã. Đề nghị lắp lại đúng ổ đĩa, hoặc báo kỹ thuật.",
        $"The collector holds other records under the numbers {first} to {last}: this terminal's journal was put back to an older state, or another terminal uses its id. Put back the terminal's own disk, or call the technician.");

    /// <summary>The same on the terminal's own screens.</summary>
    public static Phrase PutBackNotice { get; } = new(
        "Nhật ký của máy này đã bị đưa về trạng thái cũ hơn. Đề nghị báo cán bộ kỹ thuật.",
        "This terminal's journal was put back to an older state. Please tell the technician.");

    public static Phrase FalseReceipt { get; } = new(
        "Biên nhận của máy thu thập không xác minh được. Đề nghị kiểm tra Kiosk:Upload:Key.",
        "The collector's receipt cannot be verified. Check Kiosk:Upload:Key.");

    public static Phrase NoDoors { get; } = new("Không nghe được các cửa khác.", "The other doors cannot be heard.");

    public static Phrase NotStored { get; } = new(
        "Máy thu thập trả lời đã nhận nhưng không lưu. Máy tự gửi lại; nếu kéo dài, đề nghị báo người phụ trách máy thu thập.",
        "The collector says that it took the records and did not store them. The terminal sends again by itself; if it stays so, tell whoever runs the collector.");

    public static Phrase Journal(Phrase cause) => new("Không đọc được nhật ký để gửi: " + cause.Vietnamese, cause.English);

    public static Phrase Disk(Phrase cause) => new("Không ghi được kết quả gửi vào ổ đĩa: " + cause.Vietnamese, cause.English);

    private static string Code(UploadRefusal? refusal) => refusal is null ? "" : $", {refusal.Code}";
}
