using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The colours of one kind of screen. The inks contrast with the ground, and the badge's ink with the badge, by at least 4.5:1 (WCAG 2.2, 1.4.3).</summary>
/// <param name="Ground">The screen's background.</param>
/// <param name="Ink">Primary text.</param>
/// <param name="Muted">Secondary text.</param>
/// <param name="Badge">The shape behind the symbol, and plates.</param>
/// <param name="BadgeInk">The symbol, and text on plates.</param>
/// <param name="Band">The area behind the symbol; carries no text.</param>
internal sealed record Theme(Colour Ground, Colour Ink, Colour Muted, Colour Badge, Colour BadgeInk, Colour Band)
{
    /// <summary>Lines, bars and frames: non-text contrast of 3:1 is enough (WCAG 2.2, 1.4.11).</summary>
    public Colour Rule { get; init; } = Muted;

    public static readonly Theme Calm = new(
        Ground: Colour.Of(0xFAF8F3), Ink: Colour.Of(0x14212E), Muted: Colour.Of(0x52606D), Badge: Colour.Of(0x14212E), BadgeInk: Colour.Of(0xFFFFFF), Band: Colour.Of(0xEFEADD))
    {
        Rule = Colour.Of(0x7B8794),
    };

    public static readonly Theme Busy = new(
        Ground: Colour.Of(0x14395B), Ink: Colour.Of(0xFFFFFF), Muted: Colour.Of(0xCFE0EF), Badge: Colour.Of(0xFFFFFF), BadgeInk: Colour.Of(0x14395B), Band: Colour.Of(0x0F2D49));

    public static readonly Theme Welcome = new(
        Ground: Colour.Of(0x0B6B3A), Ink: Colour.Of(0xFFFFFF), Muted: Colour.Of(0xD9F2E3), Badge: Colour.Of(0xFFFFFF), BadgeInk: Colour.Of(0x0B6B3A), Band: Colour.Of(0x08562E));

    public static readonly Theme Stop = new(
        Ground: Colour.Of(0xA2171F), Ink: Colour.Of(0xFFFFFF), Muted: Colour.Of(0xFFDEDC), Badge: Colour.Of(0xFFFFFF), BadgeInk: Colour.Of(0xA2171F), Band: Colour.Of(0x841118));

    public static readonly Theme Attention = new(
        Ground: Colour.Of(0xFFC62E), Ink: Colour.Of(0x1E1A0E), Muted: Colour.Of(0x4A3C0C), Badge: Colour.Of(0x1E1A0E), BadgeInk: Colour.Of(0xFFC62E), Band: Colour.Of(0xF2B40F));

    public static readonly Theme Closed = new(
        Ground: Colour.Of(0x2B3138), Ink: Colour.Of(0xFFFFFF), Muted: Colour.Of(0xCBD2D9), Badge: Colour.Of(0xFFFFFF), BadgeInk: Colour.Of(0xA2171F), Band: Colour.Of(0x21262C));

    public static IReadOnlyList<Theme> All => [Calm, Busy, Welcome, Stop, Attention, Closed];

    public static Theme Of(Screen screen) => screen switch
    {
        Screen.Reading or Screen.TakeCard => Busy,
        Screen.OutOfService => Closed,
        _ => screen.Mood switch
        {
            Mood.Welcome => Welcome,
            Mood.Stop => Stop,
            Mood.Attention => Attention,
            _ => Calm,
        },
    };
}
