using Kiosk.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kiosk.Collector.Pages;

/// <summary>The language of a request: the one chosen on the page, else the browser's, else Vietnamese.</summary>
internal static class PageLanguage
{
    private const string Cookie = "language";
    private const string English = "en";
    private const string Vietnamese = "vi";

    public static Language Of(HttpRequest request) => request.Cookies[Cookie] switch
    {
        English => Language.English,
        Vietnamese => Language.Vietnamese,
        _ => OfBrowser(request),
    };

    public static string CodeOf(Language language) => language is Language.English ? English : Vietnamese;

    /// <summary>Keeps a choice for a year.</summary>
    public static void Choose(HttpResponse response, string code) => response.Cookies.Append(
        Cookie, code is English ? English : Vietnamese, new() { HttpOnly = true, Secure = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365), IsEssential = true });

    private static Language OfBrowser(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted)
            && wanted.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.ToString()).FirstOrDefault(IsKnown) is { } first && first.StartsWith(English, StringComparison.OrdinalIgnoreCase)
            ? Language.English
            : Language.Vietnamese;

    private static bool IsKnown(string code) => code.StartsWith(English, StringComparison.OrdinalIgnoreCase) || code.StartsWith(Vietnamese, StringComparison.OrdinalIgnoreCase);
}
