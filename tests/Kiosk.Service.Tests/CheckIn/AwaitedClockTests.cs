using Kiosk.Journal;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>An unusable clock is the terminal's outage, not the card's fault (14-kiosk-environment: 1970, minutes slow, years ahead, steps).</summary>
public sealed class AwaitedClockTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    public static TheoryData<string, DateTimeOffset, string> Clocks => new()
    {
        { "1970", DateTimeOffset.UnixEpoch, "clock.behind: The terminal waits for its clock: it shows 1970-01-01 00:00Z, and " },
        { "half an hour behind the newest list", TestPki.Yesterday.AddMinutes(-30), "clock.behind: The terminal waits for its clock: it shows " },
        { "two years ahead", TestPki.Now.AddYears(2), "clock.untrusted: The terminal waits for its clock: it shows " },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task The_terminal_says_so_before_any_tap_and_blames_no_card(string what, DateTimeOffset instant, string summary)
    {
        await using var hall = new Hall(member);
        hall.Time.SetUtcNow(instant);
        var terminal = await hall.OpenAsync();

        Assert.True(terminal.Health is { IsReady: false } health && health.Summary.StartsWith(summary, StringComparison.Ordinal), $"{what}: {terminal.Health.Summary}");
        Assert.EndsWith("kiosk clock accept", terminal.Health.Summary, StringComparison.Ordinal);
        Assert.Contains("\"ready\":false", terminal.StatusJsonText, StringComparison.Ordinal);
        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(new Screen.TryAgain(ReadingAdvice.AwaitsClock), outcome.Screen);
        Assert.Null(outcome.Receipt);
        Assert.Empty(hall.Records);
    }

    [Fact]
    public async Task The_resting_screen_waits_for_the_clock()
    {
        await using var hall = new Hall(member);
        hall.Time.SetUtcNow(DateTimeOffset.UnixEpoch);
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        var outage = Assert.IsType<Screen.OutOfService>(await seen.UntilAsync(screen => screen is Screen.OutOfService { Awaited: Awaited.Clock }));

        Assert.Equal(("clock.behind", Awaited.Clock), (outage.Code, outage.Awaited));
        Assert.Contains("01/01/1970", outage.Detail!.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_written_under_a_clock_years_ahead_does_not_hold_the_terminal_up_at_the_next_start()
    {
        await using var hall = new Hall(member);
        hall.Time.SetUtcNow(TestPki.Now.AddYears(9));
        var ahead = await hall.OpenAsync();
        ahead.Control.AcceptClock("uid:1000");
        await ahead.TapAsync(member.Image());
        Assert.Equal([TestPki.Now.AddYears(9), TestPki.Now.AddYears(9)], hall.Notes.Select(note => note.Clock.Instant));
        Assert.Equal(TestPki.Now.AddYears(9), Assert.Single(hall.Records).Clock.Instant);

        hall.Time.SetUtcNow(TestPki.Now);
        var terminal = await hall.OpenAsync();

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task An_operator_who_confirms_the_time_is_on_record_and_cards_are_read_again()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        hall.Time.SetUtcNow(TestPki.Now.AddHours(-2));
        Assert.False(terminal.Health.IsReady);

        terminal.Control.AcceptClock("uid:1000");

        Assert.True(terminal.Health.IsReady, terminal.Health.Summary);
        var note = TerminalNote.Parse(hall.Notes[^1].Context);
        Assert.Equal((TerminalNote.ClockAccepted, "uid:1000"), (note.Event, note.By));
        Assert.Equal(ReasonCode.AdmissionTooEarly, (await terminal.TapAsync(member.Image())).Code);
    }
}
