using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.Json;
using Kiosk.Collector.Serving;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Reports;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>What other programs read, over HTTPS, and the document that describes it.</summary>
[SupportedOSPlatform("linux")]
public abstract class ApiEndpointsContract(EngineFixture engine)
{
    [Fact]
    public async Task Without_a_token_nothing_is_answered()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);

        Assert.All(
            await Task.WhenAll(((string[])["/v1/meetings", $"/v1/meetings/{TestSource.Meeting}/attendance", "/v1/terminals"]).SelectMany(path => new[] { GetAsync(collector, path, null), GetAsync(collector, path, "guessed") })),
            answer => Assert.Equal((HttpStatusCode.Unauthorized, "no-store"), (answer.Status, answer.CacheControl)));
    }

    [Fact]
    public async Task A_token_for_figures_shows_nobodys_name()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);
        var token = await new ApiTokenStore(scene.Database).AddAsync("phong-hop", maySeeNames: false, ReportScene.Starts, CancellationToken.None);

        var (status, text, _) = await GetAsync(collector, $"/v1/meetings/{TestSource.Meeting}/attendance", token);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"present\":2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoa", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pseudonym", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_look_at_names_is_noted_with_whose_token_it_was_and_one_at_figures_is_not()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);
        var tokens = new ApiTokenStore(scene.Database);
        foreach (var maySeeNames in new[] { false, true })
        {
            await GetAsync(collector, $"/v1/meetings/{TestSource.Meeting}/attendance", await tokens.AddAsync($"{maySeeNames}", maySeeNames, ReportScene.Starts, CancellationToken.None));
        }

        await using var session = await DatabaseSession.BeginAsync(scene.Database, CancellationToken.None);
        Assert.Equal(["token True dai-hoi-2026"], await session.QueryAsync("SELECT account, meeting FROM look", row => $"{row.GetString(0)} {row.GetString(1)}", CancellationToken.None));
    }

    [Fact]
    public async Task A_revoked_token_and_a_meeting_that_is_not_there_are_refused()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);
        var tokens = new ApiTokenStore(scene.Database);
        var token = await tokens.AddAsync("phong-hop", maySeeNames: true, ReportScene.Starts, CancellationToken.None);
        Assert.Null(await tokens.AddAsync("phong-hop", maySeeNames: true, ReportScene.Starts, CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(collector, "/v1/meetings/khac/attendance", token)).Status);
        Assert.True(await tokens.RevokeAsync("phong-hop", CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(collector, "/v1/meetings", token)).Status);
    }

    [Theory]
    [InlineData("/v1/meetings", "meetings", "Meeting")]
    [InlineData("/v1/terminals", "terminals", "Terminal")]
    [InlineData("/v1/meetings/dai-hoi-2026/attendance", "", "Attendance")]
    [InlineData("/v1/meetings/dai-hoi-2026/attendance", "sessions", "Session")]
    [InlineData("/v1/meetings/dai-hoi-2026/attendance", "sessions/people", "Person")]
    public async Task An_answer_has_the_members_that_the_document_says(string path, string member, string schema)
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);
        var token = await new ApiTokenStore(scene.Database).AddAsync("so-tay", maySeeNames: true, ReportScene.Starts, CancellationToken.None);

        using var answer = JsonDocument.Parse((await GetAsync(collector, path, token)).Text);
        using var document = JsonDocument.Parse(OpenApiDocument.Read());

        var found = member.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(answer.RootElement, (element, name) => element.GetProperty(name)[0]);
        Assert.Equal(
            document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject().Select(property => property.Name),
            found.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task What_a_program_looked_at_stands_in_the_log_in_the_order_of_time()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);
        var token = await new ApiTokenStore(scene.Database).AddAsync("so-tay", maySeeNames: true, ReportScene.Starts, CancellationToken.None);
        var looks = new LookStore(scene.Database);

        await GetAsync(collector, "/v1/meetings/dai-hoi-2026/attendance", token);
        await looks.AddAsync(new(TimeProvider.System.GetUtcNow().AddMinutes(1), "le.thi.c", "dai-hoi-2026", "people"), CancellationToken.None);

        Assert.Equal(["le.thi.c", "token so-tay"], (await looks.NewestAsync("dai-hoi-2026", 10, CancellationToken.None)).Select(look => look.Account));
    }

    [Fact]
    public async Task The_document_names_every_route_for_programs_and_no_other()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        await using var collector = await RunningCollector.StartAsync(scene.Database);

        using var document = JsonDocument.Parse((await GetAsync(collector, "/openapi.json", null)).Text);

        // /enrol is answered where the collector has a CA.
        Assert.Equal(
            collector.Routes.Where(route => route.StartsWith("/v1/", StringComparison.Ordinal) || route is "/health/live" or "/openapi.json").Append("/enrol").Order(StringComparer.Ordinal),
            document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string Text, string? CacheControl)> GetAsync(RunningCollector collector, string path, string? token)
    {
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is { Subject: "CN=hall" } } });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(collector.Address, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.CacheControl?.ToString());
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresApiEndpointsTests(SharedPostgresFixture engine) : ApiEndpointsContract(engine);

[SupportedOSPlatform("linux")]
public sealed class SqliteApiEndpointsTests(SqliteFixture engine) : ApiEndpointsContract(engine), IClassFixture<SqliteFixture>;
