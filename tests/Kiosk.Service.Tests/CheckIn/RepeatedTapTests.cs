using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class RepeatedTapTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task The_same_card_within_three_seconds_is_one_tap_and_one_record()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        var first = await terminal.TapAsync(member.Image());
        hall.Time.Advance(TimeSpan.FromSeconds(2.9));

        var again = await terminal.TapAsync(member.Image());

        Assert.True(again.IsRepeat);
        Assert.Equal((first.Code, first.Screen, first.Receipt), (again.Code, again.Screen, again.Receipt));
        Assert.Single(hall.Records);
    }

    [Fact]
    public async Task After_three_seconds_the_member_is_told_when_and_where_they_came_in()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        var first = await terminal.TapAsync(member.Image());
        hall.Time.Advance(RepeatTapGuard.Window);

        var again = await terminal.TapAsync(member.Image());

        Assert.False(again.IsRepeat);
        Assert.Equal(ReasonCode.AdmissionAlreadyIn, again.Code);
        Assert.Equal(new Screen.AlreadyIn(first.Receipt!.Instant, Hall.Door), again.Screen);
        Assert.Equal([JournalOutcome.Admitted, JournalOutcome.AlreadyIn], hall.Records.Select(record => record.Outcome));
    }

    [Fact]
    public async Task A_card_held_to_the_reader_again_and_again_stays_one_tap()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());

        for (var repeat = 0; repeat < 4; repeat++)
        {
            hall.Time.Advance(TimeSpan.FromSeconds(2));
            Assert.True((await terminal.TapAsync(member.Image())).IsRepeat);
        }

        Assert.Single(hall.Records);
    }

    [Fact]
    public async Task A_copy_right_after_the_original_is_refused_and_never_shown_the_originals_welcome()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var otherKey = KeyPair.Create(KeyKind.P256);
        var good = await terminal.TapAsync(member.Image());

        var copy = await terminal.TapAsync(member.CopyWith(otherKey));

        Assert.Equal(ReasonCode.KeyMismatch, copy.Code);
        Assert.NotEqual(good.Screen, copy.Screen);
        Assert.IsType<Screen.Refused>(copy.Screen);
        Assert.Equal([JournalOutcome.Admitted, JournalOutcome.Denied], hall.Records.Select(record => record.Outcome));
    }

    [Fact]
    public async Task The_original_right_after_a_copy_is_admitted()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var otherKey = KeyPair.Create(KeyKind.P256);
        await terminal.TapAsync(member.CopyWith(otherKey));

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task The_next_member_is_welcomed_once_the_one_before_has_seen_their_welcome()
    {
        var next = TappedCards.Member(2);
        await using var hall = new Hall(member, next);
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        var first = await terminal.TapAsync(member.Image());
        await seen.UntilAsync(first.Screen);
        var second = await terminal.TapAsync(next.Image());
        Assert.Equal(2, hall.Records.Count);
        hall.Time.Advance(ScreenPresenter.MinDwell);

        await seen.UntilAsync(second.Screen);
        Assert.NotEqual(first.Screen, second.Screen);
    }

    [Fact]
    public async Task Whoever_follows_and_is_refused_takes_the_screen_at_once()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        await seen.UntilAsync((await terminal.TapAsync(member.Image())).Screen);
        await seen.UntilAsync((await terminal.TapAsync(TappedCards.Member(2).Image())).Screen);
    }

    [Fact]
    public async Task A_tap_for_another_case_is_another_tap_however_soon_it_comes()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.ForProcedure);
        await terminal.TapAsync(member.Image());
        var parts = terminal;
        var other = ModeSelection.From(Hall.ForProcedure) with { CaseNumber = "HS-2026/0002" };
        parts.Control.SwitchMode(other, by: "test");

        var second = await terminal.TapAsync(member.Image());

        Assert.False(second.IsRepeat);
        Assert.Equal("HS-2026/0002", Assert.IsType<Screen.ProcedureReceipt>(second.Screen).CaseNumber);
        Assert.Equal(2, hall.Records.Count);
    }
}
