using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A new card is handed over at a desk: the old one ends.</summary>
public sealed class CardHandoverTests : IAsyncDisposable
{
    private readonly IssuedCard old = TappedCards.Member(1);
    private readonly IssuedCard renewed = TappedCards.Member(2);
    private readonly IssuedCard other = TappedCards.Member(3);
    private readonly Hall hall;

    public CardHandoverTests()
    {
        hall = new Hall(old, other);
        hall.Source.Put(renewed, TestCacheSource.MemberOf(old) with { CardNumber = "N-00000001" });
        hall.Source.Feed.PutProcedures([TestCacheSource.Procedure with { Act = ProcedureAct.CardHandover }]);
        hall.Publish();
    }

    [Fact]
    public async Task Both_cards_are_on_record_under_seal_and_the_old_one_is_refused_from_then_on()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        Touch(terminal, "open choose:0 type:7 continue");

        var first = await terminal.TapAsync(old.Image());
        var second = await terminal.TapAsync(renewed.Image());
        Touch(terminal, "open choose:0 continue");
        var again = await terminal.TapAsync(old.Image());

        Assert.Equal((ReasonCode.AdmissionOldCard, (Screen)new Screen.TryAgain(ReadingAdvice.PlaceNewCard)), (first.Code, first.Screen));
        Assert.Null(first.Receipt);
        Assert.Equal((ReceiptAct.CardHandedOver, "7"), Assert.IsType<Screen.ProcedureReceipt>(second.Screen) is var receipt ? (receipt.Act, receipt.CaseNumber) : default);
        var details = hall.Sealed.Single(one => one.Record.Outcome is JournalOutcome.Admitted).Details;
        Assert.Equal((TestCacheSource.TagOf(renewed).ToString(), TestCacheSource.TagOf(old).ToString()), (details.Tag, details.Replaces));
        Assert.Equal((ReasonCode.AdmissionCardEnded, (Screen)new Screen.Refused(PublicLine.NotConfirmed)), (again.Code, again.Screen));
        LeftTraces.AssertNone(terminal, again, old);
    }

    [Theory]
    [InlineData("meeting")]
    [InlineData("verify")]
    public async Task After_a_restart_it_is_refused_in_other_modes_too(string kind)
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        await terminal.TapAsync(old.Image());
        await terminal.TapAsync(renewed.Image());

        terminal = await OpenAsync(kind == "meeting" ? Hall.AtMeeting : Hall.VerifyOnly);

        Assert.Equal(ReasonCode.AdmissionCardEnded, (await terminal.TapAsync(old.Image())).Code);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(other.Image())).Code);
        Assert.DoesNotContain(TestCacheSource.TagOf(old).ToString(), Convert.ToHexStringLower(await File.ReadAllBytesAsync(hall.Folders.EndedCardsFile)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_card_is_not_handed_over_and_ends_nothing()
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        await terminal.TapAsync(old.Image());

        Assert.Equal(ReasonCode.AdmissionOtherHolder, (await terminal.TapAsync(other.Image())).Code);

        Assert.False(File.Exists(hall.Folders.EndedCardsFile));
    }

    [Fact]
    public async Task An_old_card_is_awaited_for_two_minutes_and_for_one_case()
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        await terminal.TapAsync(old.Image());
        hall.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(ReasonCode.AdmissionOldCard, (await terminal.TapAsync(renewed.Image())).Code);

        Touch(terminal, "open choose:0 type:9 continue");

        Assert.Equal(ReasonCode.AdmissionOldCard, (await terminal.TapAsync(old.Image())).Code);
    }

    [Fact]
    public async Task The_resting_screen_asks_for_the_new_card()
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        using var seen = new SeenScreens(terminal.Presenter);
        await terminal.TapAsync(old.Image());

        hall.Time.Advance(TimeSpan.FromSeconds(5));

        await seen.UntilAsync(screen => screen is Screen.Idle { Title: { } title } && title.Vietnamese.EndsWith("mời đặt thẻ mới", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_list_stops_the_terminal_instead_of_admitting_what_it_ended()
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        await terminal.TapAsync(old.Image());
        await terminal.TapAsync(renewed.Image());
        await hall.CloseAsync();
        new DurableFiles().Replace(hall.Folders.EndedCardsFile, new byte[33]);

        var refused = Assert.Throws<OutOfServiceException>(() => EndedCards.Open(hall.Folders, new DurableFiles()));

        Assert.Contains(hall.Folders.EndedCardsFile, refused.Sentence.Vietnamese, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private static void Touch(RunningTerminal terminal, string touches)
    {
        foreach (var touch in touches.Split(' '))
        {
            terminal.Desks.Obey(ScreenAction.TryParse(touch)!);
        }
    }

    private async Task<RunningTerminal> OpenAsync(ModeOptions mode)
    {
        var terminal = await hall.OpenAsync(mode, hasTouch: true);
        terminal.Cache.Refresh();
        return terminal;
    }
}
