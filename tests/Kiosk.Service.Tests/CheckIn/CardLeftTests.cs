using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class CardLeftTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly Hall hall;

    public CardLeftTests() => hall = new Hall(member);

    [Fact]
    public async Task Whoever_leaves_the_card_on_the_reader_is_asked_to_take_it_once_the_answer_was_seen()
    {
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        using var seen = new SeenScreens(terminal.Presenter);
        var idle = await seen.UntilAsync(screen => screen is Screen.Idle);

        await terminal.LayAsync(terminal.CardOf(member.Image()));
        var answer = await seen.UntilAsync(screen => screen is not (Screen.Idle or Screen.Reading));
        var next = await AfterTheAnswerAsync(seen);
        terminal.TakeAway();
        var last = await AfterTheAnswerAsync(seen);

        Assert.Equal([new Screen.Verified(), new Screen.TakeCard(), idle], [answer, next, last]);
    }

    [Fact]
    public async Task Whoever_takes_the_card_is_not_asked_to()
    {
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        using var seen = new SeenScreens(terminal.Presenter);
        await seen.UntilAsync(screen => screen is Screen.Idle);

        await terminal.TapAsync(member.Image());
        await seen.UntilAsync(screen => screen is Screen.Verified);

        Assert.IsType<Screen.Idle>(await AfterTheAnswerAsync(seen));
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private async Task<Screen> AfterTheAnswerAsync(SeenScreens seen)
    {
        var next = seen.UntilAsync(_ => true);
        while (!next.IsCompleted)
        {
            hall.Time.Advance(Step);
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        return await next;
    }
}
