using System.Net;
using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Service.Page;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Page;

/// <summary>What the clerk's view is told: shift, last refusal and the day's files.</summary>
public sealed class ClerkStreamTests : IAsyncDisposable
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard stranger = TappedCards.Member(3);
    private readonly IssuedCard clerk = TappedCards.Member(2);
    private readonly Hall hall;

    public ClerkStreamTests()
    {
        hall = new Hall(member) { Adjust = options => options.Desk.NeedsClerk = true };
        hall.Source.Put(clerk, TestCacheSource.MemberOf(clerk) with { Duties = [Duty.Clerk] });
        hall.Publish();
    }

    private static string Name(IssuedCard card) => TestCacheSource.MemberOf(card).Name;

    [Fact]
    public async Task The_clerk_is_told_why_a_card_was_refused_and_what_to_do_and_not_whose_it_was()
    {
        var terminal = await OpenAsync();
        await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 continue");
        await terminal.TapAsync(stranger.Image());

        var told = await LookAsync(terminal);

        var refusal = told.GetProperty("refusal");
        var reason = ReasonTable.Of(ReasonCode.AdmissionNotAMember);
        Assert.Equal(
            (reason.Name, reason.Meaning.Vietnamese, reason.OperatorRemedy.English),
            (refusal.GetProperty("code").GetString(), refusal.GetProperty("meaning").GetProperty("vi").GetString(), refusal.GetProperty("remedy").GetProperty("en").GetString()));
        Assert.DoesNotContain(TestCacheSource.TagOf(stranger).ToString(), told.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_taken_ends_the_refusal_and_so_do_two_minutes()
    {
        var terminal = await OpenAsync();
        await terminal.TapAsync(member.Image());
        Assert.True((await LookAsync(terminal)).TryGetProperty("refusal", out _));

        hall.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.False((await LookAsync(terminal)).TryGetProperty("refusal", out _));
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(clerk.Image());
        Assert.False((await LookAsync(terminal)).TryGetProperty("refusal", out _));
    }

    [Fact]
    public async Task The_days_files_are_in_order_and_named_only_while_the_clerk_who_took_them_serves()
    {
        var terminal = await OpenAsync();
        await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 type:4 type:2 continue");
        var receipt = Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen);

        var open = await LookAsync(terminal);
        hall.Time.Advance(RepeatTapsOver);
        await terminal.TapAsync(clerk.Image());
        var shut = await LookAsync(terminal);

        var file = Assert.Single(open.GetProperty("files").EnumerateArray());
        Assert.Equal(
            (receipt.ReceiptNumber, TestCacheSource.Procedure.Vietnamese, "42", Name(member), false),
            (file.GetProperty("number").GetString(), file.GetProperty("procedure").GetProperty("vi").GetString(), file.GetProperty("case").GetString(), file.GetProperty("member").GetString(), file.GetProperty("sent").GetBoolean()));
        Assert.True(open.TryGetProperty("openUntil", out _));
        Assert.False(shut.TryGetProperty("openUntil", out _));
        Assert.Equal(receipt.ReceiptNumber, Assert.Single(shut.GetProperty("files").EnumerateArray()).GetProperty("number").GetString());
        Assert.DoesNotContain(Name(member), shut.GetRawText(), StringComparison.Ordinal);
        Assert.False(shut.GetProperty("files")[0].TryGetProperty("case", out _));
        Assert.Equal("", string.Join("; ", new ObjectGraph([terminal.Shift, terminal.Files.Now()]).PathsTo([Encoding.Unicode.GetBytes(Name(member))])));
    }

    [Fact]
    public async Task A_restart_keeps_the_days_files_without_names_and_the_next_day_begins_empty()
    {
        var terminal = await OpenAsync();
        await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 continue");
        var receipt = Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen);

        terminal = await OpenAsync();
        var after = await LookAsync(terminal);
        Assert.Equal(receipt.ReceiptNumber, Assert.Single(after.GetProperty("files").EnumerateArray()).GetProperty("number").GetString());
        Assert.Contains("\"filesToday\":1", terminal.StatusJsonText, StringComparison.Ordinal);
        Assert.DoesNotContain(Name(member), after.GetRawText() + terminal.StatusJsonText, StringComparison.Ordinal);

        hall.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await LookAsync(terminal)).GetProperty("files").EnumerateArray());
    }

    [Fact]
    public async Task Without_the_token_nobody_sees_it()
    {
        using var visitor = new PageVisitor(await OpenAsync());

        using var refused = await visitor.GetAsync("desk/stream", (PageGuard.TokenHeader, "x"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private static TimeSpan RepeatTapsOver => Kiosk.Service.CheckIn.RepeatTapGuard.Window;

    private static async Task<JsonElement> LookAsync(RunningTerminal terminal)
    {
        using var visitor = new PageVisitor(terminal);
        using var answer = await visitor.GetAsync("desk/stream", (PageGuard.TokenHeader, visitor.Token));
        var told = await PageVisitor.ReadAsync(answer, _ => true);
        return JsonDocument.Parse(told[0]["desk ".Length..]).RootElement;
    }

    private static void Touch(RunningTerminal terminal, string touches)
    {
        foreach (var touch in touches.Split(' '))
        {
            terminal.Desks.Obey(ScreenAction.TryParse(touch)!);
        }
    }

    private async Task<RunningTerminal> OpenAsync()
    {
        var terminal = await hall.OpenAsync(Hall.AtDesk, hasPage: true, hasTouch: true);
        terminal.Cache.Refresh();
        return terminal;
    }
}
