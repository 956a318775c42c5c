using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Renders drawings into pixel memory.</summary>
/// <param name="isMono">For a 1-bit panel: no antialiasing, and the card symbol in outline.</param>
internal sealed class Canvas(Typeface typeface, bool isMono = false)
{
    /// <summary>Renders a drawing into newly allocated memory, rotated for the panel.</summary>
    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public Picture Draw(Drawing drawing, PanelTurn turn)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(drawing.Width * drawing.Height * Picture.BytesPerPixel);
        var (width, height) = Draw(drawing, turn, pixels);
        return new Picture(width, height, pixels);
    }

    /// <summary>Renders a drawing over the whole of existing memory.</summary>
    /// <param name="pixels">Of the drawing's size, 4 bytes per pixel.</param>
    /// <returns>Width and height after rotation.</returns>
    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public unsafe (int Width, int Height) Draw(Drawing drawing, PanelTurn turn, Span<byte> pixels)
    {
        var isSideways = turn is PanelTurn.Quarter or PanelTurn.ThreeQuarters;
        var (width, height) = isSideways ? (drawing.Height, drawing.Width) : (drawing.Width, drawing.Height);
        if (pixels.Length != width * height * Picture.BytesPerPixel)
        {
            throw new ArgumentException($"{width}×{height} pixels do not fill {pixels.Length} bytes.", nameof(pixels));
        }

        fixed (byte* first = pixels)
        {
            using var surface = CairoNative.cairo_image_surface_create_for_data(first, CairoNative.CAIRO_FORMAT_RGB24, width, height, width * Picture.BytesPerPixel);
            NativeErrors.Require(CairoNative.cairo_surface_status(surface));
            using (var cairo = CairoNative.cairo_create(surface))
            {
                Turn(cairo, turn, width, height);
                Draw(cairo, drawing);
                NativeErrors.Require(CairoNative.cairo_status(cairo));
            }

            CairoNative.cairo_surface_flush(surface);
        }

        return (width, height);
    }

    private void Draw(CairoContext cairo, Drawing drawing)
    {
        if (isMono)
        {
            CairoNative.cairo_set_antialias(cairo, CairoNative.CAIRO_ANTIALIAS_NONE);
        }

        Use(cairo, drawing.Ground);
        CairoNative.cairo_paint(cairo);
        foreach (var mark in drawing.Marks)
        {
            Draw(cairo, mark);
        }
    }

    private void Draw(CairoContext cairo, Mark mark)
    {
        switch (mark)
        {
            case Mark.Plate plate:
                Use(cairo, plate.Fill);
                Outline.RoundedBox(cairo, plate.Box, plate.Radius);
                CairoNative.cairo_fill(cairo);
                break;
            case Mark.Line line:
                Use(cairo, line.Ink);
                typeface.Draw(cairo, line.Words, line.X, line.Baseline, line.Size, line.Weight);
                break;
            case Mark.Badge badge:
                SymbolPainter.Draw(cairo, badge, isMono);
                break;
            case Mark.Code code:
                Draw(cairo, code);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mark), mark, "Nothing draws this mark.");
        }
    }

    private static void Draw(CairoContext cairo, Mark.Code code)
    {
        Use(cairo, code.Light);
        Outline.RoundedBox(cairo, code.Box, code.Box.Width / 24);
        CairoNative.cairo_fill(cairo);
        Use(cairo, code.Dark);
        // Align modules to whole pixels: antialiased edges make the code hard to scan.
        var side = code.Matrix.Side + (2 * QrMatrix.QuietZone);
        var module = Math.Floor(code.Box.Width / side);
        var (left, top) = (
            Math.Round(code.Box.X + ((code.Box.Width - (module * code.Matrix.Side)) / 2)),
            Math.Round(code.Box.Y + ((code.Box.Height - (module * code.Matrix.Side)) / 2)));
        for (var y = 0; y < code.Matrix.Side; y++)
        {
            for (var x = 0; x < code.Matrix.Side; x++)
            {
                if (code.Matrix.IsDark(x, y))
                {
                    CairoNative.cairo_rectangle(cairo, left + (x * module), top + (y * module), module, module);
                }
            }
        }

        CairoNative.cairo_fill(cairo);
    }

    private static void Turn(CairoContext cairo, PanelTurn turn, int width, int height)
    {
        switch (turn)
        {
            case PanelTurn.Quarter:
                CairoNative.cairo_translate(cairo, width, 0);
                break;
            case PanelTurn.Half:
                CairoNative.cairo_translate(cairo, width, height);
                break;
            case PanelTurn.ThreeQuarters:
                CairoNative.cairo_translate(cairo, 0, height);
                break;
            default:
                return;
        }

        CairoNative.cairo_rotate(cairo, (int)turn * Math.PI / 2);
    }

    internal static void Use(CairoContext cairo, Colour colour) =>
        CairoNative.cairo_set_source_rgb(cairo, colour.Red / 255.0, colour.Green / 255.0, colour.Blue / 255.0);
}
