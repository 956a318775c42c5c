using System.Net;
using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;
using Kiosk.Service.Identity;
using Kiosk.Service.Page;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>The page of a real terminal, as it is shipped.</summary>
public sealed class PageTests : IDisposable
{
    private static readonly Dictionary<string, string> SwitchedOn = new(StringComparer.Ordinal) { ["Kiosk__Page__Enabled"] = "true" };

    private readonly Installation installation = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private string AddressFile => Path.Combine(installation.Data, PageAddressFile.Name);

    public void Dispose()
    {
        http.Dispose();
        installation.Dispose();
    }

    [Fact]
    public async Task It_is_off_unless_the_settings_switch_it_on()
    {
        await using var service = await installation.RunAsync();

        Assert.Equal(404, await installation.StatusOfAsync("/page/"));
        Assert.Equal(404, await installation.StatusOfAsync("/page/stream"));
        Assert.False(File.Exists(AddressFile));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Its_address_lies_in_a_file_of_the_services_user_and_goes_with_the_service()
    {
        await using var service = await RunAsync();
        var address = new Uri((await File.ReadAllTextAsync(AddressFile)).Trim());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AddressFile));
        Assert.Equal($"{installation.Address.Authority}/page/", address.Authority + address.AbsolutePath);
        Assert.True(TokenOf(address).Length >= 43, "32 bytes of chance");
        Assert.DoesNotContain(TokenOf(address), service.Errors.ToString(), StringComparison.Ordinal);

        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
        Assert.False(File.Exists(AddressFile));
    }

    [Fact]
    public async Task Only_whoever_has_the_address_is_let_in_and_no_other_site()
    {
        await using var service = await RunAsync();
        var address = new Uri((await File.ReadAllTextAsync(AddressFile)).Trim());
        var token = (PageGuard.TokenHeader, TokenOf(address));
        var stream = new Uri(address, "stream");

        using var page = await GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("default-src 'none'; script-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stream, token));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(new Uri(address, "?token=guessed")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stream));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stream, (PageGuard.TokenHeader, "guessed")));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(address, ("Host", $"kiosk.example:{installation.Port}")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stream, token, ("Origin", "http://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(address, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Unauthorized, await CommandAsync(address, "mode", """{"kind":"verify"}"""));
    }

    [Fact]
    public async Task It_tells_screen_and_journal_and_a_real_terminal_has_no_cards_and_nothing_to_disturb()
    {
        using (var keys = TerminalKeys.Open(installation.Folders, Installation.TerminalId, KeyStoreSettings.InFile, new DurableFiles()))
        using (var journal = TerminalJournal.Open(installation.Folders, Installation.TerminalId, keys, new DurableFiles()))
        {
            journal.Append(JournalNotes.At(DateTimeOffset.UnixEpoch.AddYears(56)) with { Context = "tamper.opened" });
        }

        await using var service = await RunAsync();
        var address = new Uri((await File.ReadAllTextAsync(AddressFile)).Trim());
        var token = (PageGuard.TokenHeader, TokenOf(address));

        var told = await TellAsync(address, token);

        Assert.Contains("\"sequence\":1,", told["record"], StringComparison.Ordinal);
        Assert.Contains("\"event\":\"tamper.opened\"", told["record"], StringComparison.Ordinal);
        Assert.Contains("\"signal\":", told["screen"], StringComparison.Ordinal);
        Assert.Contains("\"mode\":\"meeting\"", told["state"], StringComparison.Ordinal);
        Assert.DoesNotContain("simulation", told["state"], StringComparison.Ordinal);
        foreach (var (command, body) in ((string, string)[])[("tap", """{"card":1}"""), ("clock", """{"to":"Ahead"}"""), ("tamper", """{"open":true}"""), ("revoke", """{"card":1}""")])
        {
            Assert.Equal(HttpStatusCode.NotFound, await CommandAsync(address, command, body, token));
        }

        Assert.Equal(HttpStatusCode.NoContent, await CommandAsync(address, "mode", """{"kind":"verify"}""", token));
    }

    private static string TokenOf(Uri address) => address.Query[$"?{PageGuard.TokenParameter}=".Length..];

    private async Task<KioskProcess> RunAsync()
    {
        var service = KioskProcess.Start(SwitchedOn, "run", "--config", installation.SettingsFile);
        await installation.ReadyAsync();
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(AddressFile) && new FileInfo(AddressFile).Length > 0), "the page's address is written");
        return service;
    }

    /// <returns>The first event of each kind.</returns>
    private async Task<Dictionary<string, string>> TellAsync(Uri address, (string Name, string Value) token)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var response = await GetAsync(new Uri(address, "stream"), token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(timeout.Token));
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        while (told.Count < 3 && await reader.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                told.TryAdd(line["event: ".Length..], (await reader.ReadLineAsync(timeout.Token))!);
            }
        }

        return told;
    }

    private async Task<HttpStatusCode> CommandAsync(Uri address, string name, string body, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Post, new Uri(address, name), headers);
        request.Content = new StringContent(body);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> StatusAsync(Uri address, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(address, headers);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Get, address, headers);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
