using System.Runtime.InteropServices;
using System.Text;
using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Paper;

/// <summary>A document on paper as PDF, with its fonts embedded. Lengths are in points (1/72 inch), from the top left corner. Not thread-safe.</summary>
public sealed unsafe class PaperDocument : IDisposable
{
    /// <summary>Of A4.</summary>
    public const double Width = 210 / 25.4 * 72;

    /// <summary>Of A4.</summary>
    public const double Height = 297 / 25.4 * 72;

    private readonly MemoryStream content = new();
    private readonly CairoSurface surface;
    private readonly CairoContext cairo;
    private readonly GObject fontMap;
    private readonly GObject context;
    private readonly GObject layout;
    private readonly PangoFontDescription description;
    private GCHandle sink;

    /// <param name="title">In the file's properties.</param>
    /// <param name="families">Names of fonts, comma-separated, the preferred one first; fontconfig substitutes the closest.</param>
    /// <exception cref="RendererException">A library or every font is missing.</exception>
    public PaperDocument(string title, string families)
        : this(title, families, Width, Height)
    {
    }

    /// <param name="width">Of the paper.</param>
    /// <param name="height">Of the paper.</param>
    /// <inheritdoc cref="PaperDocument(string, string)"/>
    public PaperDocument(string title, string families, double width, double height)
    {
        sink = GCHandle.Alloc(content);
        (surface, cairo) = NativeErrors.Translate(() => Create(width, height));
        CairoNative.cairo_pdf_surface_set_metadata(surface, CairoNative.CAIRO_PDF_METADATA_TITLE, title);
        fontMap = NativeErrors.Translate(PangoNative.pango_cairo_font_map_new);
        context = PangoNative.pango_font_map_create_context(fontMap);
        PangoNative.pango_context_set_round_glyph_positions(context, 0);
        description = PangoNative.pango_font_description_new();
        PangoNative.pango_font_description_set_family(description, families);
        layout = PangoNative.pango_layout_new(context);
        PangoNative.pango_layout_set_wrap(layout, PangoNative.PANGO_WRAP_WORD_CHAR);
    }

    /// <summary>The height that a paragraph takes in a column.</summary>
    public double Measure(PaperText text, double width)
    {
        Set(text, width);
        PangoNative.pango_layout_get_size(layout, out _, out var height);
        return (double)height / PangoNative.PANGO_SCALE;
    }

    /// <summary>Draws a paragraph, its lines broken between words.</summary>
    /// <returns>The height that it took.</returns>
    public double Draw(PaperText text, double left, double top, double width)
    {
        var height = Measure(text, width);
        CairoNative.cairo_move_to(cairo, left, top);
        PangoNative.pango_cairo_show_layout(cairo, layout);
        return height;
    }

    /// <summary>The width of a paragraph's longest line where nothing limits it.</summary>
    public double WidthOf(PaperText text)
    {
        Set(text, width: null);
        PangoNative.pango_layout_get_size(layout, out var width, out _);
        return (double)width / PangoNative.PANGO_SCALE;
    }

    /// <param name="thickness">In points.</param>
    public void Line(double x1, double y1, double x2, double y2, double thickness)
    {
        CairoNative.cairo_set_line_width(cairo, thickness);
        CairoNative.cairo_move_to(cairo, x1, y1);
        CairoNative.cairo_line_to(cairo, x2, y2);
        CairoNative.cairo_stroke(cairo);
    }

    /// <summary>Fills a rectangle in black.</summary>
    public void Fill(double left, double top, double width, double height)
    {
        CairoNative.cairo_rectangle(cairo, left, top, width, height);
        CairoNative.cairo_fill(cairo);
    }

    /// <summary>Ends the page; what follows is on the next.</summary>
    public void EndPage() => CairoNative.cairo_show_page(cairo);

    /// <summary>Ends the document.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="RendererException">The library failed.</exception>
    public byte[] Finish()
    {
        NativeErrors.Require(CairoNative.cairo_status(cairo));
        CairoNative.cairo_surface_finish(surface);
        NativeErrors.Require(CairoNative.cairo_surface_status(surface));
        return content.ToArray();
    }

    public void Dispose()
    {
        layout.Dispose();
        description.Dispose();
        context.Dispose();
        fontMap.Dispose();
        cairo.Dispose();
        // Writes what it still holds, so the stream goes last.
        surface.Dispose();
        if (sink.IsAllocated)
        {
            sink.Free();
        }

        content.Dispose();
    }

    private (CairoSurface Surface, CairoContext Context) Create(double width, double height)
    {
        var created = CairoNative.cairo_pdf_surface_create_for_stream(&Write, GCHandle.ToIntPtr(sink), width, height);
        NativeErrors.Require(CairoNative.cairo_surface_status(created));
        return (created, CairoNative.cairo_create(created));
    }

    private void Set(PaperText text, double? width)
    {
        PangoNative.pango_font_description_set_weight(description, text.IsBold ? PangoNative.PANGO_WEIGHT_BOLD : PangoNative.PANGO_WEIGHT_NORMAL);
        PangoNative.pango_font_description_set_style(description, text.IsItalic ? PangoNative.PANGO_STYLE_ITALIC : PangoNative.PANGO_STYLE_NORMAL);
        PangoNative.pango_font_description_set_absolute_size(description, text.Size * PangoNative.PANGO_SCALE);
        PangoNative.pango_layout_set_font_description(layout, description);
        PangoNative.pango_layout_set_alignment(layout, (int)text.Alignment);
        PangoNative.pango_layout_set_width(layout, width is { } points ? (int)(points * PangoNative.PANGO_SCALE) : -1);
        var words = Encoding.UTF8.GetBytes(Printable(text.Words) + '\0');
        fixed (byte* first = words)
        {
            PangoNative.pango_layout_set_text(layout, first, words.Length - 1);
        }
    }

    // For a zero, or a code point that is no character (Unicode 23.7), Cairo would give the whole document up.
    private static string Printable(string words) =>
        string.Concat(words.EnumerateRunes().Select(rune => rune.Value is 0 or (>= 0xFDD0 and <= 0xFDEF) || (rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar : rune));

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Write(nint closure, byte* data, uint length)
    {
        ((MemoryStream)GCHandle.FromIntPtr(closure).Target!).Write(new ReadOnlySpan<byte>(data, (int)length));
        return CairoNative.CAIRO_STATUS_SUCCESS;
    }
}
