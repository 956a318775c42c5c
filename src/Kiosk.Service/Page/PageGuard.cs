using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>
/// Access control for the page: answers the page itself and somebody who typed its address, but no other site's script. The host name must be this machine's (against DNS
/// rebinding), the Origin header the page's own, and so must the browser's Fetch Metadata; every request must present the token.
/// </summary>
internal sealed class PageGuard(PageToken token)
{
    /// <summary>The header required for data and commands. A script of another origin cannot set it without a CORS preflight, which is never granted.</summary>
    public const string TokenHeader = "X-Kiosk-Page";

    public const string TokenParameter = "token";
    public const string CookieName = "kiosk-page";

    public static readonly PageRefusal Elsewhere = new(StatusCodes.Status404NotFound, new("Không có trang này.", "Not found."));
    private static readonly PageRefusal WrongName = new(
        StatusCodes.Status421MisdirectedRequest, new("Trang này chỉ mở được trên chính máy này, ở địa chỉ 127.0.0.1 hoặc localhost.", "The page is served to this machine only, under 127.0.0.1 or localhost."));
    private static readonly PageRefusal WrongOrigin = new(
        StatusCodes.Status403Forbidden, new("Trang này không mở được từ một trang khác. Mời nhập địa chỉ vào trình duyệt.", "The page is not opened from another site. Type its address into the browser."));
    private static readonly PageRefusal NoToken = new(
        StatusCodes.Status401Unauthorized,
        new("Mời mở địa chỉ mà thiết bị in ra khi khởi động, trong đó có mã truy cập.", "Open the address that the terminal printed when it started; it contains the token."));

    /// <summary>For the page's static files, which contain nothing about the terminal.</summary>
    /// <returns>Null if the request may be answered.</returns>
    public PageRefusal? JudgeFile(HttpRequest request) =>
        JudgeOrigin(request, mayBeTyped: true)
        ?? (token.Is(Single(request.Query[TokenParameter])) || token.IsTicket(request.Cookies[CookieName]) ? null : NoToken);

    /// <summary>For everything that shows or changes the terminal.</summary>
    /// <inheritdoc cref="JudgeFile" path="/returns"/>
    public PageRefusal? Judge(HttpRequest request) =>
        JudgeOrigin(request, mayBeTyped: false) ?? (token.Is(Single(request.Headers[TokenHeader])) ? null : NoToken);

    private static PageRefusal? JudgeOrigin(HttpRequest request, bool mayBeTyped)
    {
        var connection = request.HttpContext.Connection;
        if (connection.LocalIpAddress is null)
        {
            // The Unix socket is for commands by local users.
            return Elsewhere;
        }

        var host = request.Host.Value ?? "";
        if (!((string[])[$"127.0.0.1:{connection.LocalPort}", $"localhost:{connection.LocalPort}"]).Contains(host, StringComparer.Ordinal))
        {
            return WrongName;
        }

        var origin = request.Headers.Origin;
        var site = request.Headers["Sec-Fetch-Site"];
        var isOwn = (origin.Count == 0 || Single(origin) == $"http://{host}")
            && (site.Count == 0 || Single(site) is "same-origin" || (mayBeTyped && Single(site) is "none"));
        return isOwn ? null : WrongOrigin;
    }

    /// <returns>Null if the value is missing or repeated.</returns>
    private static string? Single(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 1 ? values[0] : null;
}
