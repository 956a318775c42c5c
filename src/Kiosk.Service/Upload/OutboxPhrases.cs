using Kiosk.Words;

namespace Kiosk.Service.Upload;

/// <summary>What a terminal says about its own queue, each with its remedy.</summary>
internal static class OutboxPhrases
{
    /// <summary>Of records that the terminal removed after a receipt, and the collector has lost since.</summary>
    public const string RemovedCode = "removed-here";

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

    public static Phrase NotStored { get; } = new(
        "Máy thu thập trả lời đã nhận nhưng không lưu. Máy tự gửi lại; nếu kéo dài, đề nghị báo người phụ trách máy thu thập.",
        "The collector says that it took the records and did not store them. The terminal sends again by itself; if it stays so, tell whoever runs the collector.");

    public static Phrase Journal(Phrase cause) => new("Không đọc được nhật ký để gửi: " + cause.Vietnamese, cause.English);

    public static Phrase Disk(Phrase cause) => new("Không ghi được kết quả gửi vào ổ đĩa: " + cause.Vietnamese, cause.English);
}
