using Kiosk.Ui.Rendering.Pictures;
using static Kiosk.Ui.Rendering.Cairo.CairoNative;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Draws the symbols that show a card, in a 100×100 square. A party card is red with a gold star; everything else has the badge's colours.</summary>
internal static class CardPainter
{
    private static readonly CardColours Printed = new(Colour.Of(0xC8202A), Colour.Of(0x9E1219), Colour.Of(0xFFD54A));

    public static void Draw(CairoContext cairo, Mark.Badge badge, bool isMono)
    {
        var colours = isMono ? new CardColours(badge.Shape, badge.Ink, badge.Ink) : Printed;
        switch (badge.Symbol)
        {
            case Symbol.CardRead:
                DrawReader(cairo, badge);
                DrawWaves(cairo, 50, 62);
                DrawCard(cairo, new(19, 4, 62, 40), colours);
                break;
            case Symbol.CardAway:
                DrawReader(cairo, badge);
                DrawCard(cairo, new(19, 26, 62, 40), colours);
                Canvas.Use(cairo, badge.Shape);
                SymbolPainter.Stroke(cairo, 6, (50, 20), (50, 3), (41, 12));
                SymbolPainter.Stroke(cairo, 6, (50, 3), (59, 12));
                break;
            default:
                DrawReader(cairo, badge);
                DrawWaves(cairo, 50, 66);
                DrawCard(cairo, new(19, 2, 62, 40), colours);
                break;
        }
    }

    private static void DrawReader(CairoContext cairo, Mark.Badge badge)
    {
        Canvas.Use(cairo, badge.Shape);
        Outline.RoundedBox(cairo, new(8, 76, 84, 20), 7);
        cairo_fill(cairo);
        Canvas.Use(cairo, badge.Ink);
        Outline.RoundedBox(cairo, new(38, 84, 24, 4), 2);
        cairo_fill(cairo);
        Canvas.Use(cairo, badge.Shape);
    }

    // Arcs open towards the top, from the reader to the card.
    private static void DrawWaves(CairoContext cairo, double x, double y)
    {
        cairo_set_line_width(cairo, 4);
        foreach (var radius in (ReadOnlySpan<double>)[7, 14, 21])
        {
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, x, y + 8, radius, -Math.PI * 0.72, -Math.PI * 0.28);
            cairo_stroke(cairo);
        }
    }

    private static void DrawCard(CairoContext cairo, Box card, CardColours colours)
    {
        Canvas.Use(cairo, colours.Face);
        Outline.RoundedBox(cairo, card, 5);
        cairo_fill(cairo);
        Canvas.Use(cairo, colours.Print);
        Outline.RoundedBox(cairo, new(card.X + 6, card.Bottom - 13, 34, 3.4), 1.7);
        cairo_fill(cairo);
        Outline.RoundedBox(cairo, new(card.X + 6, card.Bottom - 7.5, 24, 3.4), 1.7);
        cairo_fill(cairo);
        Canvas.Use(cairo, colours.Star);
        DrawStar(cairo, card.X + 14, card.Y + 13.5, 7.5);
        Outline.RoundedBox(cairo, new(card.Right - 20, card.Y + 8, 14, 11), 2);
        cairo_fill(cairo);
    }

    private static void DrawStar(CairoContext cairo, double x, double y, double radius)
    {
        const double inner = 0.382;
        for (var point = 0; point < 10; point++)
        {
            var reach = point % 2 == 0 ? radius : radius * inner;
            var angle = (point * Math.PI / 5) - (Math.PI / 2);
            var (cornerX, cornerY) = (x + (reach * Math.Cos(angle)), y + (reach * Math.Sin(angle)));
            if (point == 0)
            {
                cairo_move_to(cairo, cornerX, cornerY);
            }
            else
            {
                cairo_line_to(cairo, cornerX, cornerY);
            }
        }

        cairo_close_path(cairo);
        cairo_fill(cairo);
    }

    /// <param name="Print">The printed lines.</param>
    /// <param name="Star">The star and the chip.</param>
    private readonly record struct CardColours(Colour Face, Colour Print, Colour Star);
}
