using System.Net;
using System.Runtime.Versioning;
using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Page;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Cache;

namespace Kiosk.Service.Tests.Page;

/// <summary>What the page is told, and what it may do.</summary>
public sealed class PageStreamTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task It_is_told_what_the_screen_shows_and_how_the_terminal_is()
    {
        await using var hall = new Hall(member);
        using var visitor = new PageVisitor(await hall.OpenAsync(hasPage: true));

        var state = Assert.Single(await visitor.ListenAsync(IsState), IsState);

        Assert.Contains("\"ready\":true", state, StringComparison.Ordinal);
        Assert.Contains("\"mode\":\"meeting\",\"of\":\"dai-hoi-2026\"", state, StringComparison.Ordinal);
        Assert.DoesNotContain("simulation", state, StringComparison.Ordinal);
        Assert.Contains(await visitor.ListenAsync(told => told.StartsWith("screen ", StringComparison.Ordinal)), told => told.Contains("\"signal\":\"WhiteSteady\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tap_is_listed_by_number_and_reason_and_nobody_can_tell_whose_it_was()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        await terminal.TapAsync(member.Image());

        var events = await visitor.ListenAsync(IsState);

        var record = Assert.Single(events, told => told.StartsWith("record ", StringComparison.Ordinal));
        Assert.Contains("\"sequence\":1", record, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"admitted\"", record, StringComparison.Ordinal);
        var journalled = Assert.Single(hall.Records);
        string[] traces =
        [
            TestCacheSource.MemberOf(member).Name, TestCacheSource.MemberOf(member).CardNumber, TestCacheSource.TagOf(member).ToString(), member.Uuid.ToString(),
            Convert.ToHexStringLower(journalled.Pseudonym.Span), Convert.ToBase64String(journalled.Pseudonym.Span), "Chi bộ 1",
        ];
        Assert.All(events.Where(told => !told.StartsWith("screen ", StringComparison.Ordinal)), told =>
            Assert.All(traces, trace => Assert.DoesNotContain(trace, told, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task The_same_tap_again_is_no_second_line()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        await terminal.TapAsync(member.Image());
        Assert.True((await terminal.TapAsync(member.Image())).IsRepeat);

        Assert.Single(await visitor.ListenAsync(IsState), told => told.StartsWith("record ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clerk_switches_the_mode()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        await visitor.ListenAsync(IsState);

        using var done = await visitor.CommandAsync("mode", """{"kind":"procedure","procedure":"CD-01"}""");

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal("procedure", terminal.Parts.Modes.Current.Kind);
    }

    [Theory]
    [InlineData("mode", "", HttpStatusCode.BadRequest)]
    [InlineData("mode", "[]", HttpStatusCode.BadRequest)]
    [InlineData("mode", """{"kind":"verify","more":1}""", HttpStatusCode.BadRequest)]
    [InlineData("mode", """{"kind":"meeting","meeting":"nowhere"}""", HttpStatusCode.Conflict)]
    [InlineData("tap", """{"card":1}""", HttpStatusCode.NotFound)]
    [InlineData("tap", "{", HttpStatusCode.BadRequest)]
    [InlineData("reboot", "{}", HttpStatusCode.NotFound)]
    public async Task A_command_that_cannot_be_obeyed_changes_nothing(string name, string json, HttpStatusCode expected)
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        await visitor.ListenAsync(IsState);
        var before = terminal.Parts.Modes.Current;

        using var refused = await visitor.CommandAsync(name, json);

        Assert.Equal(expected, refused.StatusCode);
        Assert.EndsWith("\n", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Same(before, terminal.Parts.Modes.Current);
    }

    [Fact]
    public async Task A_command_that_is_too_long_is_not_read_to_its_end()
    {
        await using var hall = new Hall(member);
        using var visitor = new PageVisitor(await hall.OpenAsync(hasPage: true));

        using var refused = await visitor.CommandAsync("mode", $$"""{"kind":"verify","purpose":"{{new string('x', PageCommands.GreatestLength)}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Eight_may_look_at_once_and_the_ninth_is_told_to_wait()
    {
        await using var hall = new Hall(member);
        using var visitor = new PageVisitor(await hall.OpenAsync(hasPage: true));
        var looking = new List<HttpResponseMessage>();
        for (var count = 0; count < 8; count++)
        {
            looking.Add(await visitor.GetAsync("stream", (PageGuard.TokenHeader, visitor.Token)));
        }

        using var ninth = await visitor.GetAsync("stream", (PageGuard.TokenHeader, visitor.Token));

        Assert.All(looking, one => Assert.Equal(HttpStatusCode.OK, one.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, ninth.StatusCode);
        looking.ForEach(one => one.Dispose());
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void The_file_with_the_address_is_for_its_owner_and_goes_with_the_service()
    {
        using var folder = new Kiosk.Testing.Durability.TestFolder();
        using (PageAddressFile.Write(folder.Path, "http://127.0.0.1:1/page/?token=x"))
        {
            Assert.Equal("http://127.0.0.1:1/page/?token=x\n", File.ReadAllText(folder[PageAddressFile.Name]));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[PageAddressFile.Name]));
        }

        Assert.False(File.Exists(folder[PageAddressFile.Name]));
    }

    private static bool IsState(string told) => told.StartsWith("state ", StringComparison.Ordinal);
}
