using Kiosk.Ui.Rendering.Pictures;
using static Kiosk.Ui.Rendering.Cairo.CairoNative;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Draws the symbols in a 100×100 square.</summary>
internal static class SymbolPainter
{
    private const double Side = 100;

    public static void Draw(CairoContext cairo, Mark.Badge badge, bool isMono)
    {
        cairo_save(cairo);
        cairo_translate(cairo, badge.Box.X, badge.Box.Y);
        cairo_scale(cairo, badge.Box.Width / Side, badge.Box.Height / Side);
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        DrawShape(cairo, badge);
        Canvas.Use(cairo, badge.Ink);
        DrawSymbol(cairo, badge, isMono);
        cairo_restore(cairo);
    }

    private static void DrawShape(CairoContext cairo, Mark.Badge badge)
    {
        Canvas.Use(cairo, badge.Shape);
        switch (badge.Symbol)
        {
            case Symbol.Tick or Symbol.Earlier or Symbol.NoEntry:
                Outline.Circle(cairo, 50, 50, 48);
                cairo_fill(cairo);
                break;
            case Symbol.Cross:
                Outline.Octagon(cairo, 50, 50, 50);
                cairo_fill(cairo);
                break;
            case Symbol.Exclamation:
                cairo_set_line_width(cairo, 12);
                Outline.Lines(cairo, (50, 13), (93, 87), (7, 87));
                cairo_close_path(cairo);
                Twice(cairo, () => Outline.Lines(cairo, (50, 13), (93, 87), (7, 87)));
                break;
            default:
                break;
        }
    }

    // Fills the path and strokes its edge, which rounds the corners.
    private static void Twice(CairoContext cairo, Action path)
    {
        cairo_fill(cairo);
        path();
        cairo_close_path(cairo);
        cairo_stroke(cairo);
    }

    private static void DrawSymbol(CairoContext cairo, Mark.Badge badge, bool isMono)
    {
        switch (badge.Symbol)
        {
            case Symbol.Tick:
                Stroke(cairo, 10, (28, 52), (44, 67), (73, 35));
                break;
            case Symbol.Cross:
                Stroke(cairo, 10, (33, 33), (67, 67));
                Stroke(cairo, 10, (67, 33), (33, 67));
                break;
            case Symbol.Exclamation:
                Stroke(cairo, 9, (50, 38), (50, 62));
                Outline.Circle(cairo, 50, 77, 5.5);
                cairo_fill(cairo);
                break;
            case Symbol.Earlier:
                Stroke(cairo, 8, (50, 24), (50, 52), (68, 63));
                break;
            case Symbol.NoEntry:
                Stroke(cairo, 14, (28, 50), (72, 50));
                break;
            case Symbol.Stick:
                DrawStick(cairo, badge);
                break;
            case Symbol.List:
                DrawList(cairo, badge);
                break;
            default:
                CardPainter.Draw(cairo, badge, isMono);
                break;
        }
    }

    private static void DrawList(CairoContext cairo, Mark.Badge badge)
    {
        Canvas.Use(cairo, badge.Shape);
        Outline.RoundedBox(cairo, new(14, 6, 72, 88), 9);
        cairo_fill(cairo);
        Canvas.Use(cairo, badge.Ink);
        foreach (var y in (ReadOnlySpan<double>)[28, 50, 72])
        {
            Outline.RoundedBox(cairo, new(25, y - 6, 12, 12), 2);
            cairo_fill(cairo);
            Stroke(cairo, 6, (48, y), (74, y));
        }
    }

    private static void DrawStick(CairoContext cairo, Mark.Badge badge)
    {
        Canvas.Use(cairo, badge.Shape);
        Outline.RoundedBox(cairo, new(26, 38, 48, 56), 8);
        cairo_fill(cairo);
        Outline.RoundedBox(cairo, new(34, 8, 32, 32), 3);
        cairo_fill(cairo);
        Canvas.Use(cairo, badge.Ink);
        Outline.RoundedBox(cairo, new(41, 18, 6, 9), 1);
        cairo_fill(cairo);
        Outline.RoundedBox(cairo, new(53, 18, 6, 9), 1);
        cairo_fill(cairo);
        Stroke(cairo, 6, (50, 54), (50, 76), (41, 67));
        Stroke(cairo, 6, (50, 76), (59, 67));
    }

    internal static void Stroke(CairoContext cairo, double width, params ReadOnlySpan<(double X, double Y)> corners)
    {
        cairo_set_line_width(cairo, width);
        Outline.Lines(cairo, corners);
        cairo_stroke(cairo);
    }
}
