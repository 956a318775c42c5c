using Kiosk.Words;

namespace Kiosk.Collector.Ingest;

/// <summary>Why a batch was refused.</summary>
internal static class IngestPhrases
{
    public static Phrase ForeignCheckpoint(string terminal) => new(
        $"Điểm kiểm của máy {terminal} không được ký bằng khóa trong chứng thư số của máy: máy đã đổi khóa, hoặc nhật ký là của máy khác.",
        $"The checkpoint of terminal {terminal} is not signed by the key in its certificate: its key was replaced, or the journal is another terminal's.");

    public static Phrase ContradictedCheckpoint(string terminal, ulong size) => new(
        $"Điểm kiểm cho {size} bản ghi của máy {terminal} không khớp với các bản ghi: hãy giữ nguyên máy và báo cán bộ kỹ thuật.",
        $"The checkpoint of terminal {terminal} for {size} records does not match the records: leave the terminal as it is and call the technician.");

    public static Phrase MisshapenSeal(string terminal, ulong sequence) => new(
        $"Phần niêm phong của bản ghi {sequence} của máy {terminal} không đúng dạng, hoặc thuộc về bản ghi khác.",
        $"The sealed part of record {sequence} of terminal {terminal} is malformed, or belongs to another record.");

    public static Phrase Unfit(string terminal, ulong sequence) => new(
        $"Bản ghi {sequence} của máy {terminal} có thời điểm hoặc ký tự không lưu được: hãy giữ nguyên máy và báo cán bộ kỹ thuật.",
        $"Record {sequence} of terminal {terminal} has an instant or a character that cannot be stored: leave the terminal as it is and call the technician.");

    public static Phrase Fork(string terminal, ulong sequence) => new(
        $"Đã lưu một bản ghi {sequence} khác của máy {terminal}: có hai nhật ký cùng mã máy, chẳng hạn do lắp lại ổ đĩa cũ. Cả hai đều được giữ để xem xét.",
        $"Another record {sequence} of terminal {terminal} is stored: there are two journals under one id, as when an old disk was put back. Both are kept for review.");

    public static Phrase BrokenChain(string terminal, ulong sequence) => new(
        $"Bản ghi {sequence} của máy {terminal} không nối tiếp bản ghi liền kề đã lưu: có hai nhật ký cùng mã máy. Cả hai đều được giữ để xem xét.",
        $"Record {sequence} of terminal {terminal} does not continue the stored one beside it: there are two journals under one id. Both are kept for review.");

    public static Phrase Unsigned(string terminal, ulong max) => new(
        $"Máy chủ chuyển tiếp gửi hơn {max} bản ghi mà máy {terminal} chưa ký: hãy kiểm tra điểm kiểm của máy đó trên màn hình vận hành.",
        $"The hall passes on more than {max} records that terminal {terminal} has not signed: check on its operator's screen whether it signs.");
}
