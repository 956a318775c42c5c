using Kiosk.Words;

namespace Kiosk.Collector.Upstream;

/// <summary>What is said about passing on, each with its remedy.</summary>
internal static class UpstreamPhrases
{
    public static Phrase FalseReceipt { get; } = new(
        "Biên nhận của máy chủ cấp trên không xác minh được: hãy kiểm tra --upstream-key.", "The upstream collector's receipt cannot be verified: check --upstream-key.");

    public static Phrase NoCertificate { get; } = new(
        "Máy chủ này chưa biết chứng thư số của thiết bị nên chưa chuyển tiếp được: hãy để thiết bị kết nối một lần, hoặc đọc danh sách của bàn phát hành bằng collector import --feed NƠI.",
        "This collector does not know the terminal's certificate, so nothing of it is passed on: let the terminal connect once, or read the desk's list with collector import --feed PLACE.");
}
