using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;

namespace Kiosk.Ui.Tests.Text;

public sealed class TextScreenTests
{
    private static readonly Screen.Idle Waiting = new(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning);

    private static readonly DateTimeOffset Later = Samples.Morning.AddMinutes(1);

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_80_columns(int width)
    {
        using var terminal = new Terminal(width: width);
        Assert.All(Samples.All, terminal.Screen.Show);
        Assert.All(terminal.Written.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(24)]
    public void A_narrow_terminal_does_not_fail(int width)
    {
        using var terminal = new Terminal(width: width);
        Assert.All(Samples.All, terminal.Screen.Show);
        Assert.NotEmpty(terminal.Written);
    }

    [Fact]
    public void Without_colour_only_text_is_written() =>
        Assert.All(Samples.All, screen => Assert.DoesNotContain(Terminal.Plain(screen), letter => char.IsControl(letter) && letter != '\n'));

    [Fact]
    public void Each_mood_has_its_own_symbol() =>
        Assert.Equal(
            Samples.All.Select(screen => screen.Mood).Distinct().Count(),
            Samples.All.Select(screen => (screen.Mood, Symbol: Terminal.Plain(screen).Split('\n')[1][2])).Distinct().Select(look => look.Symbol).Distinct().Count());

    [Theory]
    [InlineData("32")]
    public void A_welcome_is_green_if_colour_is_supported(string green)
    {
        using var terminal = new Terminal(colour: true);
        terminal.Screen.Show(new Screen.Verified());
        Assert.Matches($"\u001b\\[[0-9;]*{green}m[^\u001b]*Thẻ hợp lệ", terminal.Written);
    }

    [Fact]
    public void An_ASCII_terminal_gets_no_drawing_characters()
    {
        using var terminal = new Terminal(unicode: false);
        terminal.Screen.Show(Waiting);
        terminal.Screen.Show(new Screen.Verified());
        Assert.DoesNotContain(terminal.Written, letter => letter is >= '\u2500' and <= '\u27ff');
        Assert.Contains("OK", terminal.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[red]A[/]")]
    [InlineData("A [B")]
    [InlineData("]]A[[")]
    [InlineData("[link=http://example.invalid]A[/]")]
    public void Brackets_in_a_name_are_printed_literally(string name) =>
        Assert.Contains($"đồng chí {name}.", Terminal.Plain(new Screen.Admitted(name, null, null, null, Samples.Morning)), StringComparison.Ordinal);

    [Fact]
    public void A_clock_tick_alone_writes_nothing()
    {
        using var terminal = new Terminal();
        terminal.Screen.Show(Waiting);
        var before = terminal.Written;
        terminal.Screen.Show(Waiting with { Now = Later, Presence = Samples.QuorumMet with { AsOf = Later } });
        Assert.Equal(before, terminal.Written);
    }

    [Fact]
    public void New_figures_are_written()
    {
        using var terminal = new Terminal();
        terminal.Screen.Show(Waiting);
        terminal.Screen.Show(Waiting with { Presence = Samples.QuorumMet with { Present = 813 } });
        Assert.Contains("813/1.000", terminal.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_result_an_identical_idle_screen_is_written_again()
    {
        using var terminal = new Terminal();
        terminal.Screen.Show(Waiting);
        terminal.Screen.Show(new Screen.Verified());
        var before = terminal.Written;
        terminal.Screen.Show(Waiting);
        Assert.NotEqual(before, terminal.Written);
    }

    [Theory]
    [InlineData(0, 10, "░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0,0 %")]
    [InlineData(10, 10, "████████████████████████████████████████ 100,0 %")]
    [InlineData(11, 10, "████████████████████████████████████████ 110,0 %")]
    [InlineData(int.MaxValue, 1, "████████████████████████████████████████ 214.748.364.700,0 %")]
    public void The_bar_never_exceeds_its_width(int present, int convened, string bar) =>
        Assert.Equal(bar, new Kiosk.Ui.Text.PresenceBar(unicode: true).Of(new(present, convened, null, false, Samples.Morning)));
}
