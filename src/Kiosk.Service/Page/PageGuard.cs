using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>
/// Lets in the page itself and whoever typed its address, and nobody's script: the name it is called by must be this machine's (no DNS rebinding), the origin its
/// own, the browser's word on where a request comes from likewise (Fetch Metadata), and every request must show that it knows the token.
/// </summary>
internal sealed class PageGuard(PageToken token)
{
    /// <summary>The header that data and commands ask for. A script of another origin cannot set it without asking first, and nobody answers that question.</summary>
    public const string TokenHeader = "X-Kiosk-Page";

    public const string TokenParameter = "token";
    public const string CookieName = "kiosk-page";

    private static readonly PageRefusal Elsewhere = new(StatusCodes.Status404NotFound, "There is nothing here.");
    private static readonly PageRefusal WrongName = new(StatusCodes.Status421MisdirectedRequest, "The page is served to this machine only, under 127.0.0.1 or localhost.");
    private static readonly PageRefusal WrongOrigin = new(StatusCodes.Status403Forbidden, "The page answers its own scripts only.");
    private static readonly PageRefusal NoToken = new(StatusCodes.Status401Unauthorized, "Mời mở địa chỉ mà thiết bị in ra khi khởi động, trong đó có mã truy cập. / Open the address that the terminal gave when it started; it holds the token.");

    /// <summary>For the page's own files, which hold nothing about the terminal.</summary>
    /// <returns>Null when the request may be answered.</returns>
    public PageRefusal? JudgeFile(HttpRequest request) =>
        JudgeOrigin(request, mayBeTyped: true)
        ?? (token.Is(Single(request.Query[TokenParameter])) || token.IsTicket(request.Cookies[CookieName]) ? null : NoToken);

    /// <summary>For everything that shows or moves the terminal.</summary>
    /// <inheritdoc cref="JudgeFile" path="/returns"/>
    public PageRefusal? Judge(HttpRequest request) =>
        JudgeOrigin(request, mayBeTyped: false) ?? (token.Is(Single(request.Headers[TokenHeader])) ? null : NoToken);

    private static PageRefusal? JudgeOrigin(HttpRequest request, bool mayBeTyped)
    {
        var connection = request.HttpContext.Connection;
        if (connection.LocalIpAddress is null)
        {
            // The Unix socket is for commands of this machine's own users.
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

    /// <returns>Null where a value is missing or said twice.</returns>
    private static string? Single(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 1 ? values[0] : null;
}
