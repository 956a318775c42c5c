using Kiosk.Ui.Rendering.Pictures;
using static Kiosk.Ui.Rendering.Cairo.CairoNative;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Adds paths, which the caller fills or strokes.</summary>
internal static class Outline
{
    public static void RoundedBox(CairoContext cairo, Box box, double radius)
    {
        if (radius <= 0)
        {
            cairo_rectangle(cairo, box.X, box.Y, box.Width, box.Height);
            return;
        }

        var round = Math.Min(radius, Math.Min(box.Width, box.Height) / 2);
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, box.Right - round, box.Y + round, round, -Math.PI / 2, 0);
        cairo_arc(cairo, box.Right - round, box.Bottom - round, round, 0, Math.PI / 2);
        cairo_arc(cairo, box.X + round, box.Bottom - round, round, Math.PI / 2, Math.PI);
        cairo_arc(cairo, box.X + round, box.Y + round, round, Math.PI, Math.PI * 1.5);
        cairo_close_path(cairo);
    }

    public static void Circle(CairoContext cairo, double x, double y, double radius)
    {
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, x, y, radius, 0, Math.PI * 2);
        cairo_close_path(cairo);
    }

    /// <summary>A regular octagon with a flat side at the top.</summary>
    public static void Octagon(CairoContext cairo, double x, double y, double radius)
    {
        for (var corner = 0; corner < 8; corner++)
        {
            var angle = (corner + 0.5) * Math.PI / 4;
            Corner(cairo, corner == 0, x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle)));
        }

        cairo_close_path(cairo);
    }

    public static void Lines(CairoContext cairo, params ReadOnlySpan<(double X, double Y)> corners)
    {
        for (var at = 0; at < corners.Length; at++)
        {
            Corner(cairo, at == 0, corners[at].X, corners[at].Y);
        }
    }

    private static void Corner(CairoContext cairo, bool isFirst, double x, double y)
    {
        if (isFirst)
        {
            cairo_move_to(cairo, x, y);
        }
        else
        {
            cairo_line_to(cairo, x, y);
        }
    }
}
