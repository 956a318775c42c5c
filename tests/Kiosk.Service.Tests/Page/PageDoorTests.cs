using System.Net;
using System.Net.Sockets;
using Kiosk.Service.Page;
using Kiosk.Service.Tests.CheckIn;

namespace Kiosk.Service.Tests.Page;

/// <summary>Access control of the page.</summary>
public sealed class PageDoorTests : IAsyncLifetime
{
    private static readonly string[] Files = ["", "page.css", "page.js", "cards.js", "touch.js", "words.js", "icon.svg"];

    private readonly Hall hall = new();
    private RunningTerminal terminal = null!;
    private PageVisitor visitor = null!;

    private (string Name, string Value) Token => (PageGuard.TokenHeader, visitor.Token);

    public async Task InitializeAsync()
    {
        terminal = await hall.OpenAsync(Hall.VerifyOnly, hasPage: true);
        visitor = new PageVisitor(terminal);
    }

    public async Task DisposeAsync()
    {
        visitor.Dispose();
        await hall.DisposeAsync();
    }

    [Fact]
    public async Task The_address_opens_the_page_and_its_cookie_the_files_but_neither_data_nor_commands()
    {
        using var page = await visitor.GetAsync($"?token={visitor.Token}");
        var set = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        var cookie = ("Cookie", set.Split(';')[0]);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("samesite=strict", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(visitor.Token, set, StringComparison.Ordinal);
        foreach (var file in Files)
        {
            Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync(file, cookie));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync("stream", cookie));
        using var command = await visitor.SendAsync(HttpMethod.Post, "mode", """{"kind":"verify"}""", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, command.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("page.js")]
    [InlineData("stream")]
    [InlineData("nothing")]
    public async Task Without_the_token_nothing_is_told(string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync(path));
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync(path, (PageGuard.TokenHeader, visitor.Token[..^1])));
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync(path, (PageGuard.TokenHeader, visitor.Token + "A")));
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync(path, Token, Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync($"{path}?token="));
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync(path, ("Cookie", $"{PageGuard.CookieName}={visitor.Token}")));
    }

    [Theory]
    [InlineData("", "Mời mở địa chỉ mà thiết bị in ra khi khởi động", "Open the address that the terminal printed when it started")]
    [InlineData("", "Trang này chỉ mở được trên chính máy này", "The page is served to this machine only", "Host", "kiosk.example")]
    [InlineData("?token=TOKEN", "Trang này không mở được từ một trang khác", "The page is not opened from another site", "Sec-Fetch-Site", "cross-site")]
    [InlineData("nothing?token=TOKEN", "Không có trang này.", "Not found.")]
    public async Task Whoever_is_refused_reads_why_in_both_languages(string path, string vietnamese, string english, string header = "Accept", string value = "*/*")
    {
        using var refused = await visitor.GetAsync(path.Replace("TOKEN", visitor.Token, StringComparison.Ordinal), (header, value));

        var lines = (await refused.Content.ReadAsStringAsync()).TrimEnd().Split('\n');

        Assert.Collection(
            lines,
            first => Assert.StartsWith(vietnamese, first, StringComparison.Ordinal),
            second => Assert.StartsWith(english, second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mode", """{"kind":"meeting","meeting":"nowhere"}""", "Cuộc họp nowhere không có trong phiên bản dữ liệu", "Meeting nowhere is not in cache generation")]
    [InlineData("mode", "{", "Máy không hiểu yêu cầu mode", "mode was not understood")]
    [InlineData("dance", "{}", "Ở đây không có lệnh này.", "There is no such command here.")]
    public async Task A_command_that_is_refused_says_why_in_both_languages(string name, string body, string vietnamese, string english)
    {
        using var refused = await visitor.CommandAsync(name, body);

        var lines = (await refused.Content.ReadAsStringAsync()).TrimEnd().Split('\n');

        Assert.Collection(
            lines,
            first => Assert.StartsWith(vietnamese, first, StringComparison.Ordinal),
            second => Assert.StartsWith(english, second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_is_for_the_page_only()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync($"stream?token={visitor.Token}"));
        using var command = await visitor.SendAsync(HttpMethod.Post, $"mode?token={visitor.Token}", """{"kind":"verify"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, command.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:PORT")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example:PORT")]
    [InlineData("LOCALHOST.evil.example:PORT")]
    public async Task Another_name_for_this_machine_opens_nothing(string host)
    {
        var name = ("Host", host.Replace("PORT", visitor.Host.Split(':')[1], StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, await visitor.StatusAsync($"?token={visitor.Token}", name));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await visitor.StatusAsync("stream", name, Token));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://HOST")]
    [InlineData("http://HOST.evil.example")]
    public async Task A_script_of_another_origin_is_refused_although_it_knows_the_token(string origin)
    {
        var foreign = ("Origin", origin.Replace("HOST", visitor.Host, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync($"?token={visitor.Token}", foreign));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("stream", foreign, Token));
        using var command = await visitor.SendAsync(HttpMethod.Post, "mode", """{"kind":"verify"}""", foreign, Token);
        Assert.Equal(HttpStatusCode.Forbidden, command.StatusCode);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("")]
    public async Task What_a_browser_says_comes_from_elsewhere_is_refused(string site)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync($"?token={visitor.Token}", ("Sec-Fetch-Site", site)));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("stream", ("Sec-Fetch-Site", site), Token));
    }

    [Fact]
    public async Task An_address_may_be_typed_but_nobody_types_a_command()
    {
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync($"?token={visitor.Token}", ("Sec-Fetch-Site", "none")));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("stream", ("Sec-Fetch-Site", "none"), Token));
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync("stream", ("Sec-Fetch-Site", "same-origin"), ("Origin", $"http://{visitor.Host}"), Token));
    }

    [Fact]
    public async Task Nobody_is_told_that_another_origin_may_ask()
    {
        using var question = await visitor.SendAsync(
            HttpMethod.Options, "mode", null, ("Origin", "http://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", PageGuard.TokenHeader));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, question.StatusCode);
        Assert.DoesNotContain(question.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("?token=TOKEN")]
    [InlineData("")]
    [InlineData("nothing?token=TOKEN")]
    public async Task Every_answer_forbids_frames_guesses_and_anybody_elses_script(string path)
    {
        using var response = await visitor.GetAsync(path.Replace("TOKEN", visitor.Token, StringComparison.Ordinal));

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.All(
            (string[])["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"],
            part => Assert.Contains(part, policy.Split("; ")));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_page_holds_no_script_or_style_of_its_own_and_names_no_other_place()
    {
        using var response = await visitor.GetAsync($"?token={visitor.Token}");
        var html = await response.Content.ReadAsStringAsync();

        Assert.Contains("<script src=\"page.js\" defer></script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("\\son[a-z]+=", html);
        Assert.DoesNotContain("//", html.Replace("<!doctype", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_leads_out_of_the_page_is_not_there()
    {
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"..%2Fkiosk.dll?token={visitor.Token}"));
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"index.html?token={visitor.Token}"));
    }

    [Fact]
    public async Task Over_the_Unix_socket_there_is_no_page()
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(hall.Folders.ControlSocket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        using var response = await http.GetAsync(new Uri($"http://{visitor.Host}/page/?token={visitor.Token}"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task It_is_off_unless_it_is_switched_on()
    {
        await using var other = new Hall();
        var plain = await other.OpenAsync(Hall.VerifyOnly);

        Assert.False(plain.HasPage);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(plain.Address, "/page/"))).StatusCode);
    }
}
