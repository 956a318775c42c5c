using System.Text;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>The screens' font: measures words and draws lines of them. Not thread-safe.</summary>
internal sealed unsafe class Typeface : IRuler, IDisposable
{
    /// <summary>A sans serif that covers all Vietnamese letters; if it is missing, fontconfig substitutes the closest.</summary>
    public const string Family = "Inter";

    private const double MeasuringSize = 128;
    private const int MaxMemory = 4096;
    private const int MaxStackBytes = 512;

    private readonly GObject fontMap;
    private readonly GObject context;
    private readonly GObject layout;
    private readonly PangoFontDescription description;
    private readonly Dictionary<(string, Weight), double> widths = [];

    /// <param name="isMono">For a 1-bit panel: no antialiasing, hinted to whole pixels.</param>
    /// <exception cref="RendererException">No font is installed.</exception>
    public Typeface(bool isMono = false)
    {
        fontMap = PangoNative.pango_cairo_font_map_new();
        context = PangoNative.pango_font_map_create_context(fontMap);
        // Fractional glyph positions, so that a text's width scales with its size.
        PangoNative.pango_context_set_round_glyph_positions(context, isMono ? 1 : 0);
        SetOptions(isMono);
        description = PangoNative.pango_font_description_new();
        PangoNative.pango_font_description_set_family(description, $"{Family},sans-serif");
        layout = PangoNative.pango_layout_new(context);
        FoundFamily = Find();
    }

    /// <summary>The family in use: <see cref="Family"/> or its substitute.</summary>
    public string FoundFamily { get; }

    /// <summary>The number of characters drawn so far that no font has a glyph for.</summary>
    public int UnknownGlyphs { get; private set; }

    public double WidthOf(string words, Weight weight)
    {
        if (widths.TryGetValue((words, weight), out var known))
        {
            return known;
        }

        if (widths.Count >= MaxMemory)
        {
            widths.Clear();
        }

        Set(words, MeasuringSize, weight);
        PangoNative.pango_layout_get_size(layout, out var width, out _);
        return widths[(words, weight)] = width / (PangoNative.PANGO_SCALE * MeasuringSize);
    }

    /// <summary>Draws one line in the context's current colour.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="baseline">Vertical position of the baseline.</param>
    /// <param name="size">In pixels per em.</param>
    public void Draw(CairoContext cairo, string words, double x, double baseline, double size, Weight weight)
    {
        PangoNative.pango_cairo_update_context(cairo, context);
        Set(words, size, weight);
        UnknownGlyphs += PangoNative.pango_layout_get_unknown_glyphs_count(layout);
        CairoNative.cairo_move_to(cairo, x, baseline);
        PangoNative.pango_cairo_show_layout_line(cairo, PangoNative.pango_layout_get_line_readonly(layout, 0));
    }

    public void Dispose()
    {
        layout.Dispose();
        description.Dispose();
        context.Dispose();
        fontMap.Dispose();
    }

    private void Set(string words, double size, Weight weight)
    {
        PangoNative.pango_font_description_set_weight(description, (int)weight);
        PangoNative.pango_font_description_set_absolute_size(description, size * PangoNative.PANGO_SCALE);
        PangoNative.pango_layout_set_font_description(layout, description);
        var length = Encoding.UTF8.GetByteCount(words);
        Span<byte> text = length <= MaxStackBytes ? stackalloc byte[length + 1] : new byte[length + 1];
        Encoding.UTF8.GetBytes(words, text);
        fixed (byte* first = text)
        {
            PangoNative.pango_layout_set_text(layout, first, length);
        }
    }

    // Sets every option explicitly, so that the system's font settings do not affect the output.
    private void SetOptions(bool isMono)
    {
        var options = CairoNative.cairo_font_options_create();
        CairoNative.cairo_font_options_set_antialias(options, isMono ? CairoNative.CAIRO_ANTIALIAS_NONE : CairoNative.CAIRO_ANTIALIAS_GRAY);
        CairoNative.cairo_font_options_set_hint_style(options, isMono ? CairoNative.CAIRO_HINT_STYLE_FULL : CairoNative.CAIRO_HINT_STYLE_NONE);
        CairoNative.cairo_font_options_set_hint_metrics(options, CairoNative.CAIRO_HINT_METRICS_OFF);
        PangoNative.pango_cairo_context_set_font_options(context, options);
        CairoNative.cairo_font_options_destroy(options);
    }

    private string Find()
    {
        PangoNative.pango_font_description_set_absolute_size(description, MeasuringSize * PangoNative.PANGO_SCALE);
        using var font = PangoNative.pango_context_load_font(context, description);
        if (font.IsInvalid)
        {
            throw new RendererException("No font is installed.");
        }

        using var found = PangoNative.pango_font_describe(font);
        return Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(PangoNative.pango_font_description_get_family(found)));
    }
}
