using System.Net;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>A browser without a screen: keeps cookies, follows no redirect, sends the forms of the page it is on.</summary>
internal sealed class TestBrowser : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;

    public TestBrowser(Uri address, string language = "en") => http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = Cookies,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    })
    {
        BaseAddress = address,
        Timeout = Limit,
        DefaultRequestHeaders = { { "Accept-Language", language } },
    };

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<string> ReadAsync(string path) => http.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task<Stream> OpenAsync(string path) => http.GetStreamAsync(new Uri(path, UriKind.Relative));

    /// <summary>Sends a form with the token of the page that it is on.</summary>
    public async Task<HttpResponseMessage> PostAsync(string on, string path, params (string Name, string Value)[] fields)
    {
        using var page = await GetAsync(on);
        var token = Between(await page.Content.ReadAsStringAsync(), "__RequestVerificationToken\" value=\"", "\"");
        return await PostWithoutTokenAsync(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    public Task<HttpResponseMessage> PostWithoutTokenAsync(string path, params (string Name, string Value)[] fields) =>
        http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> SignInAsync(string name, string password) => PostAsync("/sign-in", "/sign-in", ("name", name), ("password", password));

    public void Dispose() => http.Dispose();

    /// <summary>The person of the first act that a list offers.</summary>
    public static string FirstPersonIn(string list) => Between(list, "/people/", "/");

    private static string Between(string text, string before, string after)
    {
        var begin = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[begin..text.IndexOf(after, begin, StringComparison.Ordinal)];
    }
}
