using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Enrolment;
using Kiosk.Testing.Durability;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Enrolment with the real program: by stick with the desk's register beside it, and over HTTPS with the desk's endpoint on a server of this machine.</summary>
public sealed class EnrolTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private readonly EnrolmentServer server;

    public EnrolTests() => server = new(folder["desk"]);

    private string Token => folder["stick/HN-01.token"];

    private string Stick => folder["stick"];

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Stick);
        await File.WriteAllTextAsync(folder["kiosk.json"], $$"""{ "Kiosk": { "TerminalId": "HN-01", "DataFolder": "{{folder["data"]}}" } }""");
        await server.StartAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_terminal_enrols_by_stick()
    {
        await WriteTokenAsync(collector: null);

        (await EnrolAsync("--token", Token, "--request", Stick)).AssertExit(0);
        await SignOnStickAsync();
        var enrolled = (await EnrolAsync("--answer", Stick, "--json")).AssertExit(0).Json;

        Assert.True(enrolled.GetProperty("enrolledUntil").GetDateTimeOffset() > enrolled.GetProperty("renewalDue").GetDateTimeOffset());
        Assert.Equal("HN-01", Assert.Single(server.Register.All()).Current?.Id);
        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(Path.Combine(Stick, "HN-01.enrol-request.pem")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_enrols_over_HTTPS_and_renews_by_its_own_key()
    {
        await WriteTokenAsync(server.Address);

        var enrolled = (await EnrolAsync("--token", Token)).AssertExit(0);
        var renewed = (await EnrolAsync("--renew")).AssertExit(0);

        Assert.StartsWith("Terminal HN-01 is enrolled until", enrolled.Output, StringComparison.Ordinal);
        Assert.StartsWith("Terminal HN-01 is enrolled until", renewed.Output, StringComparison.Ordinal);
        Assert.Single(server.Register.Find("HN-01")!.Enrolments);
    }

    [Fact]
    public async Task A_terminal_that_renews_by_stick_writes_the_request_with_its_journal_once_it_is_due()
    {
        var (request, now) = (Path.Combine(Stick, "HN-01.enrol-request.pem"), TimeProvider.System.GetUtcNow());
        using var older = TerminalAuthority.Create("Terminals of a test", now.AddDays(-500));
        await WriteTokenAsync(collector: null);
        (await EnrolAsync("--token", Token, "--request", Stick)).AssertExit(0);
        var answer = older.Issue(EnrolmentRequest.Parse(await File.ReadAllTextAsync(request)), now.AddDays(-400)).ProvedBy(EnrolmentToken.Parse(await File.ReadAllTextAsync(Token)));
        await File.WriteAllTextAsync(Path.Combine(Stick, "HN-01.enrol-answer.pem"), answer.ToPem());
        (await EnrolAsync("--answer", Stick)).AssertExit(0);
        File.Delete(request);

        (await KioskProcess.RunAsync("sync", "export", Stick, "--config", folder["kiosk.json"])).AssertExit(0);

        Assert.True(EnrolmentRequest.Parse(await File.ReadAllTextAsync(request)).IsRenewal);
    }

    [Fact]
    public async Task The_doctor_says_whether_and_until_when_the_terminal_is_enrolled()
    {
        var before = (await KioskProcess.RunAsync("doctor", "--only", "enrolment", "--config", folder["kiosk.json"])).AssertExit(0);
        await WriteTokenAsync(server.Address);
        (await EnrolAsync("--token", Token)).AssertExit(0);

        var after = (await KioskProcess.RunAsync("doctor", "--only", "enrolment", "--config", folder["kiosk.json"])).AssertExit(0);

        Assert.Contains("The terminal is not enrolled.", before.Output, StringComparison.Ordinal);
        Assert.Contains("✓ enrolment Enrolled until", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_another_key_than_the_tokens_gets_no_request()
    {
        await WriteTokenAsync(server.Address with { Pin = new string('A', 43) });

        (await EnrolAsync("--token", Token)).AssertRefused(2, "does not have the key that the token names");

        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_is_said_with_the_other_way()
    {
        await WriteTokenAsync(server.Address);
        await server.DisposeAsync();

        (await EnrolAsync("--token", Token)).AssertRefused(3, "The collector cannot be reached");
    }

    [Fact]
    public async Task A_refusal_of_the_collector_is_shown_as_it_is()
    {
        await WriteTokenAsync(server.Address);
        (await EnrolAsync("--token", Token)).AssertExit(0);
        server.Register.Revoke("HN-01", "stolen");

        (await EnrolAsync("--renew")).AssertRefused(2, "This key of terminal HN-01 was revoked");
    }

    [Fact]
    public async Task An_answer_for_another_token_is_refused_and_changes_nothing()
    {
        await WriteTokenAsync(collector: null);
        (await EnrolAsync("--token", Token, "--request", Stick)).AssertExit(0);
        await SignOnStickAsync();
        await WriteTokenAsync(collector: null);
        (await EnrolAsync("--token", Token, "--request", Stick)).AssertExit(0);

        (await EnrolAsync("--answer", Stick)).AssertRefused(2, "not made by whoever issued the token");
        await SignOnStickAsync();
        (await EnrolAsync("--answer", Stick)).AssertExit(0);
    }

    [Theory]
    [InlineData("This is not a whole enrolment token", "--token", "kiosk-enrol:1?id=HN-01&secret=")]
    [InlineData("is not enrolled", "--request", "/tmp")]
    [InlineData("names no collector", "--renew")]
    [InlineData("Name one step", "--renew", "--answer", "x")]
    [InlineData("Name one step")]
    public async Task What_cannot_be_done_is_refused_with_its_remedy(string sentence, params string[] arguments) => (await EnrolAsync(arguments)).AssertRefused(2, sentence);

    private Task<Ended> EnrolAsync(params string[] arguments) => KioskProcess.RunAsync(["enrol", .. arguments, "--config", folder["kiosk.json"]]);

    private Task WriteTokenAsync(CollectorAddress? collector) => File.WriteAllTextAsync(Token, server.Register.Add("HN-01", EnrolmentServer.Province, "2", collector).ToString());

    /// <summary>As the desk does.</summary>
    private async Task SignOnStickAsync()
    {
        var request = EnrolmentRequest.Parse(await File.ReadAllTextAsync(Path.Combine(Stick, "HN-01.enrol-request.pem")));
        await File.WriteAllTextAsync(Path.Combine(Stick, "HN-01.enrol-answer.pem"), server.Register.Sign(request, server.Authority).ToPem());
    }
}
