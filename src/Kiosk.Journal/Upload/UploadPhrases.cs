using Kiosk.Words;

namespace Kiosk.Journal.Upload;

/// <summary>What is said about sending to a collector, each with its remedy.</summary>
/// <param name="address">What names the collector's address: a setting or an option.</param>
/// <param name="key">What names the collector's key.</param>
internal sealed class UploadPhrases(string address, string key)
{
    /// <summary>Of a terminal's own settings.</summary>
    public static UploadPhrases OfTerminal { get; } = new("Kiosk:Upload:Collector", "Kiosk:Upload:Key");

    public static Phrase NoAnswer(string authority) => new(
        $"Máy thu thập {authority} không trả lời. Đề nghị kiểm tra mạng; máy tự gửi lại.",
        $"The collector {authority} does not answer. Check the network; everything is sent again by itself.");

    public Phrase NotTrusted(string authority) => new(
        $"Kết nối tới {authority} không an toàn: chứng thư số không phải của máy thu thập. Đề nghị kiểm tra {key} và đồng hồ của máy.",
        $"The connection to {authority} is not secure: its certificate is not the collector's. Check {key} and this machine's clock.");

    public Phrase NoCollector(string authority) => new(
        $"Nơi trả lời ở {authority} không phải máy thu thập. Đề nghị kiểm tra {address}, và mạng có đòi đăng nhập hay không.",
        $"What answers at {authority} is not a collector. Check {address}, and whether the network asks for a login.");

    public Phrase SentElsewhere(int status) => new(
        $"Máy thu thập chuyển hướng đi nơi khác (HTTP {status}), máy không đi theo. Đề nghị ghi đúng địa chỉ trong {address}.",
        $"The collector redirects elsewhere (HTTP {status}), which is not followed. Put the right address into {address}.");

    public static Phrase Later(int status) => new(
        $"Máy thu thập đề nghị gửi sau (HTTP {status}). Máy tự gửi lại.",
        $"The collector asks to come back later (HTTP {status}). Everything is sent again by itself.");

    public static Phrase Failed(int status) => new(
        $"Máy thu thập gặp sự cố (HTTP {status}). Máy tự gửi lại; nếu kéo dài, đề nghị báo người phụ trách máy thu thập.",
        $"The collector has failed (HTTP {status}). Everything is sent again by itself; if it stays so, tell whoever runs the collector.");

    public static Phrase Unknown(int status, UploadRefusal? refusal) => new(
        $"Máy thu thập không nhận thiết bị này (HTTP {status}{Code(refusal)}). Đề nghị người phụ trách máy thu thập kiểm tra đăng ký của thiết bị.",
        $"The collector does not accept this terminal (HTTP {status}{Code(refusal)}). Have whoever runs the collector check the terminal's enrolment.");

    public static Phrase UnknownHall { get; } = new(
        "Máy thu thập cấp trên chưa biết máy chủ này. Tại đó, hãy chạy collector hall add với khóa công khai ở DIR/collector.pub của máy chủ này.",
        "The upstream collector does not know this one. Run collector hall add there, with the public key in this collector's DIR/collector.pub.");

    public static Phrase Parked(int status, UploadRefusal? refusal) => new(
        $"Máy thu thập từ chối một số bản ghi (HTTP {status}{Code(refusal)}). Bản ghi vẫn ở máy; đề nghị báo người phụ trách máy thu thập.",
        $"The collector refuses some records (HTTP {status}{Code(refusal)}). They are kept here; tell whoever runs the collector.");

    public static Phrase NoDoors { get; } = new("Không nghe được các cửa khác.", "The other doors cannot be heard.");

    private static string Code(UploadRefusal? refusal) => refusal is null ? "" : $", {refusal.Code}";
}
