using System.Net;
using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>The allowed redirects: never from https to a weaker scheme, never to anything but http or https, and to another host only if the settings name it.</summary>
/// <param name="otherHosts">Host names allowed in addition to the feed's own.</param>
internal sealed class RedirectRule(IReadOnlyCollection<string> otherHosts)
{
    public const int MaxRedirects = 5;

    private static readonly Phrase ServerRemedy = new("Hãy cho máy chủ đưa chính tệp đó.", "Have the server give the file itself.");

    /// <summary>Allows redirects within the feed's own host only.</summary>
    public static RedirectRule SameHost { get; } = new([]);

    public static bool IsRedirect(HttpResponseMessage response) => response.StatusCode
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>Checks a redirect.</summary>
    /// <param name="visited">The addresses requested so far, the feed's own first.</param>
    /// <param name="next">The address to request next, if allowed.</param>
    /// <returns>Why the redirect is not followed, or null.</returns>
    public FetchFault? Follow(IReadOnlyList<Uri> visited, HttpResponseMessage response, out Uri next)
    {
        next = visited[^1];
        // A Uri created without canonicalization cannot be a base address, but its copy can.
        if (response.Headers.Location is not { } location || !Uri.TryCreate(new Uri(visited[^1].AbsoluteUri), location, out var target))
        {
            return new(new("máy chủ chuyển hướng, nhưng không đến một địa chỉ", "the server redirects, but not to an address"), ServerRemedy);
        }

        next = target;
        return target switch
        {
            _ when target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp =>
                new(
                    new($"máy chủ chuyển hướng đến {target.Scheme}:, không phải web, nên máy không đi theo", $"the server redirects to {target.Scheme}:, which is not the web, and is not followed"), ServerRemedy),
            _ when visited[0].Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps =>
                new(
                    new(
                        $"máy chủ chuyển hướng từ https sang {target.Scheme}, ai trên đường truyền cũng đọc và sửa được, nên máy không đi theo",
                        $"the server redirects from https to {target.Scheme}, which anybody on the way could read and change, and is not followed"),
                    ServerRemedy),
            _ when !IsAllowed(visited[0], target) => new(
                new($"máy chủ chuyển hướng sang máy khác, {target.IdnHost}, nên máy không đi theo", $"the server redirects to another host, {target.IdnHost}, and is not followed"),
                new(
                    "Nếu đó là trang đăng nhập của mạng (captive portal), hãy cho máy đi qua; nếu là bản sao của nguồn dữ liệu, hãy nêu trong Kiosk:Sync:RedirectHosts.",
                    "If this is the login page of the network (a captive portal), let the terminal through; if it is a mirror of the feed, name it in Kiosk:Sync:RedirectHosts.")),
            _ when visited.Any(one => one.AbsoluteUri == target.AbsoluteUri) => new(
                new("máy chủ chuyển hướng vòng tròn", "the server redirects in a circle"),
                new("Hãy cho máy chủ trả lời 404 cho tệp không có, và đưa chính tệp đó khi có.", "Have the server answer 404 for what is not there, and give the file itself for what is.")),
            _ when visited.Count > MaxRedirects => new(
                new($"máy chủ chuyển hướng hơn {MaxRedirects} lần", $"the server redirects more than {MaxRedirects} times"), ServerRemedy),
            _ => null,
        };
    }

    private bool IsAllowed(Uri origin, Uri target) =>
        string.Equals(target.IdnHost, origin.IdnHost, StringComparison.OrdinalIgnoreCase) || otherHosts.Contains(target.IdnHost, StringComparer.OrdinalIgnoreCase);
}
