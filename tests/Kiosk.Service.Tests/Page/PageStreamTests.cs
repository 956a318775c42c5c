using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using Kiosk.Service.Devices;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Page;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.Page;

/// <summary>The page's event stream and commands.</summary>
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
        Assert.Contains("\"sequence\":2", record, StringComparison.Ordinal);
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
    public async Task Whoever_writes_into_the_journal_the_page_lists_it()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        await visitor.ListenAsync(IsState);
        var listened = visitor.ListenAsync(told => told.StartsWith("record ", StringComparison.Ordinal));

        terminal.Notes.WriteContact(ContactNote.ContextOf("door", isActive: true));

        var record = (await listened)[^1];
        Assert.Contains("\"sequence\":2", record, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"door.opened\"", record, StringComparison.Ordinal);
        Assert.Contains("\"mood\":\"Attention\"", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_last_hundred_records_are_there_and_no_sealed_part_or_pseudonym()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        for (var count = 0; count < 100; count++)
        {
            terminal.Notes.WriteContact(ContactNote.ContextOf("tamper", isActive: count % 2 == 0));
        }

        await terminal.TapAsync(TappedCards.Member(2).Image());
        using var visitor = new PageVisitor(await hall.OpenAsync(hasPage: true));

        var records = (await visitor.ListenAsync(IsState)).Where(told => told.StartsWith("record ", StringComparison.Ordinal)).ToList();

        Assert.Equal(Enumerable.Range(4, 100), records.Select(record => JsonDocument.Parse(record["record ".Length..]).RootElement.GetProperty("sequence").GetInt32()));
        Assert.Contains("\"mood\":\"Stop\"", records[^1], StringComparison.Ordinal);
        Assert.All(records, record => Assert.DoesNotContain("pseudonym", record, StringComparison.OrdinalIgnoreCase));
        Assert.All(records, record => Assert.DoesNotContain("sealed", record, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_page_that_reads_nothing_holds_up_no_tap_and_misses_no_record()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        using var asleep = await visitor.GetAsync("stream", (PageGuard.TokenHeader, visitor.Token));
        for (var count = 0; count < 97; count++)
        {
            terminal.Notes.WriteContact(ContactNote.ContextOf("door", isActive: count % 2 == 0));
        }

        Assert.Equal(99ul, (await terminal.TapAsync(member.Image())).Receipt!.Sequence.Value);

        var told = await PageVisitor.ReadAsync(asleep, record => record.Contains("\"sequence\":99,", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(2, 98),
            told.Where(IsRecord).Select(record => JsonDocument.Parse(record["record ".Length..]).RootElement.GetProperty("sequence").GetInt32()));
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
        Assert.Equal("procedure", terminal.Modes.Current.Kind);
    }

    [Fact]
    public async Task A_touch_on_the_page_is_one_on_the_terminal()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.ForProcedure, hasPage: true);
        using var visitor = new PageVisitor(terminal);

        using var done = await visitor.CommandAsync("touch", """{"action":"open"}""");
        var shown = (await visitor.ListenAsync(told => told.Contains("\"screen\":\"ProcedureChoice", StringComparison.Ordinal)))[^1];

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Contains("\"action\":\"choose:0\",\"label\":", shown, StringComparison.Ordinal);
        Assert.True(terminal.Modes.HasChoice);
    }

    [Theory]
    [InlineData("mode", "", HttpStatusCode.BadRequest)]
    [InlineData("mode", "[]", HttpStatusCode.BadRequest)]
    [InlineData("mode", """{"kind":"verify","more":1}""", HttpStatusCode.BadRequest)]
    [InlineData("mode", """{"kind":"meeting","meeting":"nowhere"}""", HttpStatusCode.Conflict)]
    [InlineData("touch", """{"action":"reboot"}""", HttpStatusCode.BadRequest)]
    [InlineData("touch", """{"action":"type:"}""", HttpStatusCode.BadRequest)]
    [InlineData("touch", "{}", HttpStatusCode.BadRequest)]
    [InlineData("tap", """{"card":1}""", HttpStatusCode.NotFound)]
    [InlineData("tap", "{", HttpStatusCode.BadRequest)]
    [InlineData("reboot", "{}", HttpStatusCode.NotFound)]
    public async Task A_command_that_cannot_be_obeyed_changes_nothing(string name, string json, HttpStatusCode expected)
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        await visitor.ListenAsync(IsState);
        var before = terminal.Modes.Current;

        using var refused = await visitor.CommandAsync(name, json);

        Assert.Equal(expected, refused.StatusCode);
        Assert.EndsWith("\n", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Same(before, terminal.Modes.Current);
    }

    [Fact]
    public async Task A_command_that_is_too_long_is_not_read_to_its_end()
    {
        await using var hall = new Hall(member);
        using var visitor = new PageVisitor(await hall.OpenAsync(hasPage: true));

        using var refused = await visitor.CommandAsync("mode", $$"""{"kind":"verify","purpose":"{{new string('x', PageCommands.MaxLength)}}"}""");

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
        using (new PageAddressFile(folder.Path, new ServiceDoors(NullLogger<ServiceDoors>.Instance), () => "http://127.0.0.1:1/page/?token=x", NullLogger.Instance))
        {
            Assert.Equal("http://127.0.0.1:1/page/?token=x\n", File.ReadAllText(folder[PageAddressFile.Name]));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[PageAddressFile.Name]));
        }

        Assert.False(File.Exists(folder[PageAddressFile.Name]));
    }

    /// <summary>Anybody who opened that address would hand the token to the program that listens there instead.</summary>
    [Fact]
    public void There_is_none_while_the_port_is_another_programs()
    {
        using var folder = new Kiosk.Testing.Durability.TestFolder();
        var doors = new ServiceDoors(NullLogger<ServiceDoors>.Instance);
        var door = new IPEndPoint(IPAddress.Loopback, 1);
        doors.Close(door, "The port is taken.");

        using var file = new PageAddressFile(folder.Path, doors, () => "http://127.0.0.1:1/page/?token=x", NullLogger.Instance);
        Assert.False(File.Exists(folder[PageAddressFile.Name]));

        doors.Open(door);
        Assert.True(File.Exists(folder[PageAddressFile.Name]));
    }

    private static bool IsRecord(string told) => told.StartsWith("record ", StringComparison.Ordinal);

    private static bool IsState(string told) => told.StartsWith("state ", StringComparison.Ordinal);
}
