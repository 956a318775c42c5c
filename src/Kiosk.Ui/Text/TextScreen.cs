using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kiosk.Ui.Text;

/// <summary>
/// Writes each screen to a text terminal as a framed block, Vietnamese above English. Symbol and words convey the meaning; colour only repeats it.
/// Not thread-safe: one <see cref="ScreenPresenter"/> calls it.
/// </summary>
public sealed class TextScreen(IAnsiConsole console, QuorumTerm quorumTerm = QuorumTerm.Plain)
{
    /// <summary>In columns.</summary>
    public const int MaxWidth = 80;

    /// <summary>In columns; a narrower terminal gets no frame.</summary>
    private const int MinWidth = 24;

    /// <summary>Border and padding on both sides.</summary>
    private const int FrameWidth = 4;
    private const int GapWidth = 2;

    private Screen? shown;

    /// <exception cref="IOException">The terminal was closed.</exception>
    public void Show(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        if (!IsNews(screen))
        {
            return;
        }

        shown = screen;
        console.Write(console.Profile.Width < MinWidth ? new Rows(LinesOf(screen, LookOf(screen))) : FrameOf(screen));
    }

    // Blocks are appended, never redrawn, so a clock tick alone must not produce another one.
    private bool IsNews(Screen screen) => screen is not Screen.Idle idle || shown is not Screen.Idle earlier || Timeless(idle) != Timeless(earlier);

    private static Screen.Idle Timeless(Screen.Idle idle) => idle with
    {
        Now = default,
        Presence = idle.Presence is { } presence ? presence with { AsOf = default } : null,
    };

    private MoodLook LookOf(Screen screen) => MoodLook.Of(screen.Mood, console.Profile.Capabilities.Unicode);

    private Panel FrameOf(Screen screen)
    {
        var look = LookOf(screen);
        var width = Math.Min(MaxWidth, console.Profile.Width);
        // A panel grows with its content regardless of its width; columns do not.
        var grid = new Grid();
        grid.AddColumn(new GridColumn { Width = look.Symbol.Length, NoWrap = true, Padding = new Padding(0, 0, GapWidth, 0) });
        grid.AddColumn(new GridColumn { Width = width - FrameWidth - look.Symbol.Length - GapWidth, Padding = new Padding(0) });
        grid.AddRow(new Markup(Markup.Escape(look.Symbol), look.Style), new Rows(LinesOf(screen, look)));
        return new Panel(grid)
        {
            Border = console.Profile.Capabilities.Unicode ? BoxBorder.Heavy : BoxBorder.Ascii,
            BorderStyle = look.Style,
            Width = width,
        };
    }

    private IEnumerable<IRenderable> LinesOf(Screen screen, MoodLook look)
    {
        var vietnamese = ScreenWords.Of(screen, Language.Vietnamese, quorumTerm);
        var english = ScreenWords.Of(screen, Language.English, quorumTerm);

        yield return Plain(vietnamese.Headline, look.Style);
        foreach (var line in vietnamese.Lines)
        {
            yield return Plain(line, Style.Plain);
        }

        if (screen is Screen.Idle { Presence: { Convened: > 0 } presence })
        {
            yield return Plain(new PresenceBar(console.Profile.Capabilities.Unicode).Of(presence), Style.Plain);
        }

        yield return Plain(" ", Style.Plain);
        // Names, titles and times are identical in both languages and are printed once.
        foreach (var line in english.Lines.Prepend(english.Headline).Except(vietnamese.Lines))
        {
            yield return Plain(line, new Style(decoration: Decoration.Dim));
        }
    }

    private static Markup Plain(string words, Style style) => new(Markup.Escape(words), style);
}
