using Kiosk.Service.Page;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A running terminal's page, as far as its screen can be touched there.</summary>
internal sealed class PageTouches : IDisposable
{
    private readonly HttpClient http = new();
    private readonly Uri address;

    private PageTouches(Uri address) => this.address = address;

    /// <param name="data">The terminal's data folder, which holds the page's address.</param>
    public static async Task<PageTouches> OpenAsync(string data)
    {
        var file = Path.Combine(data, PageAddressFile.Name);
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(file) && new FileInfo(file).Length > 0), "the page's address is written");
        return new(new Uri((await File.ReadAllTextAsync(file)).Trim()));
    }

    public async Task TouchAsync(string action)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "touch")) { Content = new StringContent($$"""{"action":"{{action}}"}""") };
        request.Headers.Add(PageGuard.TokenHeader, address.Query[$"?{PageGuard.TokenParameter}=".Length..]);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
