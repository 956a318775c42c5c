using System.Net.Sockets;
using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Translates HTTP responses and errors into fetch failures.</summary>
internal static class HttpFaults
{
    private static readonly Phrase Later = new("Phần đã nhận được giữ lại; lần đồng bộ sau tiếp tục từ đó.", "What came is kept; the next sync goes on from there.");
    private static readonly Phrase ByItself = new("Không cần làm gì: máy tự hỏi lại.", "Nothing need be done: the terminal asks again by itself.");
    private static readonly Phrase Served = new("Hãy cho máy chủ phục vụ toàn bộ nguồn dữ liệu của bàn phát hành.", "Have the desk's whole feed served.");
    private static readonly Phrase LogIn = new("Hãy đăng nhập vào mạng, hoặc đề nghị chủ mạng cho máy đi qua.", "Log in to the network, or have its owner let the terminal through.");
    private static readonly Phrase ThroughProxy = new("Hãy cho máy đi qua proxy.", "Have the proxy let the terminal through.");
    private static readonly Phrase AskAgain = new("Lần đồng bộ sau hỏi lại; nếu vẫn vậy, hãy báo người quản trị máy chủ.", "The next sync asks again; if it stays so, tell whoever runs the server.");

    /// <summary>The remedy for files altered in transit.</summary>
    public static Phrase AsItIs { get; } = new(
        "Hãy cho máy chủ, và mọi proxy phía trước, đưa các tệp của nguồn dữ liệu đúng như vốn có.", "Have the server, and any proxy before it, give the feed's files as they are.");

    /// <summary>A page where a file was expected.</summary>
    public static FetchFault Page { get; } = new(
        new(
            "nhận được một trang web thay vì tệp: trang đăng nhập của mạng (captive portal), hoặc trang báo lỗi của máy chủ",
            "a web page came instead: the login page of the network (a captive portal), or the server's error page (a soft 404)"),
        new(
            "Hãy cho máy qua bước đăng nhập của mạng; nếu mạng không đòi đăng nhập, hãy cho máy chủ đưa đúng các tệp của nguồn dữ liệu, và trả lời 404 cho tệp không có.",
            "Let the terminal through the network's login; if there is none, have the server give the feed's files, and 404 for what it does not have."));

    /// <summary>A page for every file requested.</summary>
    public static FetchFault Portal { get; } = new(
        new(
            "nhận được một trang web thay vì tệp, như với mọi tệp khác: mạng đòi đăng nhập trước (captive portal), hoặc Kiosk:Sync:Feed là địa chỉ của một trang web",
            "a web page came instead, as for every other file: the network asks for a login first (a captive portal), or Kiosk:Sync:Feed is the address of a web site"),
        new(
            "Hãy đăng nhập vào mạng, hoặc đề nghị chủ mạng cho máy đi qua; nếu không phải vậy, hãy sửa địa chỉ.",
            "Log in to the network, or have its owner let the terminal through; else correct the address."));

    public static FetchFault Closed { get; } = new(new("kết nối bị ngắt giữa chừng", "the connection broke off before the end"), Later);

    /// <returns>Null if, by its headers, the response body is the file.</returns>
    public static FetchOutcome.Failed? Find(HttpResponseMessage response, Uri address) => (int)response.StatusCode switch
    {
        200 => FindPacking(response, address),
        // Object stores answer 403 for missing files.
        403 => new FetchOutcome.NotFound(new(
            new("máy chủ không có tệp này, hoặc không đưa cho mọi người (HTTP 403)", "the server does not have it, or does not give it to everybody (HTTP 403)"), Served)),
        404 or 410 => new FetchOutcome.NotFound(new(
            new($"không có trên máy chủ (HTTP {(int)response.StatusCode})", $"not on the server (HTTP {(int)response.StatusCode})"), Served)),
        401 => new FetchOutcome.Foreign(new(
            new("máy chủ đòi mật khẩu (HTTP 401)", "the server asks for a password (HTTP 401)"),
            new("Hãy cho mọi người đọc nguồn dữ liệu: dữ liệu đã ký, và hồ sơ đảng viên đã niêm phong.", "Have the feed served to everybody: it is signed, and its members are sealed."))),
        407 => new FetchOutcome.Foreign(new(
            new("proxy của mạng đòi mật khẩu (HTTP 407)", "the network's proxy asks for a password (HTTP 407)"), ThroughProxy)),
        511 => new FetchOutcome.Foreign(new(
            new("mạng đòi đăng nhập trước (captive portal: HTTP 511)", "the network asks for a login first (a captive portal: HTTP 511)"), LogIn)),
        206 => new FetchOutcome.Foreign(new(
            new("máy chủ chỉ đưa một phần (HTTP 206) trong khi được hỏi toàn bộ", "the server gives a part (HTTP 206) where the whole was asked for"), AsItIs)),
        304 => new FetchOutcome.Foreign(new(
            new("máy chủ nói tệp không thay đổi (HTTP 304), điều không ai hỏi", "the server says that it has not changed (HTTP 304), which nobody asked"), AsItIs)),
        429 or 503 => new FetchOutcome.Unreachable(new(
            new(
                $"máy chủ hẹn hỏi lại sau (HTTP {(int)response.StatusCode}{Wait(response, "sau", "giây")})",
                $"the server asks to come back later (HTTP {(int)response.StatusCode}{Wait(response, "in", "s")})"),
            ByItself)),
        >= 500 and var status => new FetchOutcome.Unreachable(new(
            new($"máy chủ bị lỗi (HTTP {status})", $"the server has failed (HTTP {status})"), AskAgain)),
        var status => new FetchOutcome.Foreign(new(
            new($"máy chủ trả lời HTTP {status} và không đưa tệp", $"the server answers HTTP {status}, and gives no file"), AsItIs)),
    };

    /// <summary>The fault for a missing or malformed response.</summary>
    public static FetchFault Of(Exception exception, Uri address) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(
                new($"không liên hệ được máy chủ: ở đây không ai biết tên {address.IdnHost}", $"the server cannot be reached: its name {address.IdnHost} is not known here"),
                new("Hãy kiểm tra mạng và máy chủ tên miền (DNS) của máy, và địa chỉ trong Kiosk:Sync:Feed.", "Check the terminal's network and name server (DNS), and the address in Kiosk:Sync:Feed.")),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(
                new(
                    $"không kết nối bảo mật được đến {address.Authority}: máy này không tin cậy chứng thư số của máy chủ cho tên và thời điểm đó",
                    $"no secure connection to {address.Authority}: its certificate is not one that this machine trusts for that name and time"),
                new("Hãy kiểm tra đồng hồ của máy, và xem có proxy nào trả lời thay máy chủ không.", "Check the terminal's clock, and that no proxy answers in the server's place.")),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: SocketException { SocketErrorCode: var error } } =>
            new(
                new Phrase($"không liên hệ được máy chủ {address.Authority}", $"the server {address.Authority} cannot be reached").Because(Of(error)),
                new("Hãy kiểm tra mạng của máy, và xem máy chủ có đang chạy không.", "Check the terminal's network, and whether the server runs.")),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            new(new($"proxy của mạng không cho gì qua đến {address.Authority}", $"the network's proxy lets nothing through to {address.Authority}"), ThroughProxy),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => new(
            new($"không liên hệ được máy chủ {address.Authority}: máy chủ ngắt kết nối mà không trả lời", $"the server {address.Authority} cannot be reached: it hangs up without an answer"), AskAgain),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded } =>
            new(
                new($"ở {address.Authority} không phải máy chủ web trả lời", $"what answers at {address.Authority} is no web server"),
                new("Hãy kiểm tra địa chỉ trong Kiosk:Sync:Feed, và những gì ở giữa.", "Check the address in Kiosk:Sync:Feed, and what is in between.")),
        _ => new(
            new($"không liên hệ được máy chủ {address.Authority}", $"the server {address.Authority} cannot be reached"),
            new("Hãy kiểm tra mạng của máy, và địa chỉ trong Kiosk:Sync:Feed.", "Check the terminal's network, and the address in Kiosk:Sync:Feed.")),
    };

    public static FetchFault TooLate(TimeSpan limit) => new(
        new($"máy chủ không trả lời trong {limit.TotalSeconds:0} giây", $"the server does not answer within {limit.TotalSeconds:0} s"), Later);

    public static FetchFault Silent(TimeSpan limit) => new(
        new($"máy chủ ngừng gửi trong {limit.TotalSeconds:0} giây", $"the server stopped sending for {limit.TotalSeconds:0} s"), Later);

    public static FetchFault TooSlow(int minBytesPerSecond) => new(
        new($"máy chủ gửi chậm hơn {minBytesPerSecond} byte một giây", $"the server sends less than {minBytesPerSecond} bytes a second"), Later);

    /// <param name="beginning">The first bytes of the file.</param>
    public static FetchFault TooLong(ReadOnlySpan<byte> beginning, long max) => new(
        beginning.IndexOf("\r\n"u8) >= 0 && beginning.IndexOfAnyInRange((byte)0, (byte)8) < 0
            ? new(
                "dài hơn tệp mà bàn phát hành đã ký, với dấu xuống dòng khác (CR LF): máy chủ hoặc ai đó trên đường truyền sửa tệp văn bản",
                "longer than the desk signed it, with other line ends (CR LF): the server or somebody on the way changes text files")
            : new("dài hơn tệp mà bàn phát hành đã ký: máy chủ hoặc ai đó trên đường truyền thêm vào", "longer than the desk signed it: the server or somebody on the way adds to it"),
        AsItIs,
        new($"hơn {max} byte", $"more than {max} bytes"));

    private static FetchOutcome.Foreign? FindPacking(HttpResponseMessage response, Uri address)
    {
        // Servers also label files whose name says that they are compressed; then the bytes are the file's own.
        var labels = response.Content.Headers.ContentEncoding.Where(label => label != "identity" && !address.AbsolutePath.EndsWith("." + label, StringComparison.Ordinal)).ToList();
        return labels.Count == 0 ? null : new(new(
            new(
                $"máy chủ nén tệp (Content-Encoding: {Printable(labels[0]).Vietnamese}) dù được yêu cầu không nén",
                $"the server packs it (Content-Encoding: {Printable(labels[0]).English}) although it was asked not to"),
            new(
                "Hãy tắt việc nén nguồn dữ liệu ở máy chủ, và ở mọi proxy phía trước.", "Switch compression off for the feed at the server, and at any proxy before it.")));
    }

    private static string Wait(HttpResponseMessage response, string after, string seconds) => response.Headers.RetryAfter?.Delta is { } wait ? $", {after} {wait.TotalSeconds:0} {seconds}" : "";

    private static Phrase Printable(string label) => label.Length <= 20 && label.All(char.IsAsciiLetterOrDigit) ? Phrase.Untranslated(label) : new("một cách không rõ", "an unknown one");

    private static Phrase Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => new("ở cổng đó không ai trả lời (kết nối bị từ chối)", "nothing answers on that port (connection refused)"),
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => new("mạng này không có đường đến đó", "there is no way to it in this network"),
        SocketError.TimedOut => new("máy chủ không trả lời", "it does not answer"),
        SocketError.ConnectionReset or SocketError.ConnectionAborted => new("máy chủ ngắt kết nối", "it hangs up"),
        _ => new($"kết nối không thành ({error})", $"the connection fails ({error})"),
    };
}
