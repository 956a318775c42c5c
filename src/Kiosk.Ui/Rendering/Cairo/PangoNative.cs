using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>libpango and libpangocairo under the names of their headers.</summary>
internal static unsafe partial class PangoNative
{
    public const string Library = "libpango-1.0.so.0";
    public const string CairoLibrary = "libpangocairo-1.0.so.0";

    /// <summary>Pango units per pixel.</summary>
    public const int PANGO_SCALE = 1024;

    public const int PANGO_WEIGHT_NORMAL = 400;
    public const int PANGO_WEIGHT_BOLD = 700;
    public const int PANGO_STYLE_NORMAL = 0;
    public const int PANGO_STYLE_ITALIC = 2;
    public const int PANGO_WRAP_WORD_CHAR = 2;

    [LibraryImport(CairoLibrary)]
    internal static partial GObject pango_cairo_font_map_new();

    [LibraryImport(CairoLibrary)]
    internal static partial void pango_cairo_context_set_font_options(GObject context, nint options);

    [LibraryImport(CairoLibrary)]
    internal static partial void pango_cairo_update_context(CairoContext cr, GObject context);

    /// <summary>Draws a paragraph with its top left corner at the current point.</summary>
    [LibraryImport(CairoLibrary)]
    internal static partial void pango_cairo_show_layout(CairoContext cr, GObject layout);

    /// <summary>Draws a line with its baseline at the current point.</summary>
    [LibraryImport(CairoLibrary)]
    internal static partial void pango_cairo_show_layout_line(CairoContext cr, nint line);

    [LibraryImport(Library)]
    internal static partial GObject pango_font_map_create_context(GObject fontmap);

    [LibraryImport(Library)]
    internal static partial void pango_context_set_round_glyph_positions(GObject context, int round_positions);

    /// <returns>A new reference, or 0 if no font matches.</returns>
    [LibraryImport(Library)]
    internal static partial GObject pango_context_load_font(GObject context, PangoFontDescription desc);

    [LibraryImport(Library)]
    internal static partial PangoFontDescription pango_font_describe(GObject font);

    [LibraryImport(Library)]
    internal static partial PangoFontDescription pango_font_description_new();

    [LibraryImport(Library)]
    internal static partial void pango_font_description_free(nint desc);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void pango_font_description_set_family(PangoFontDescription desc, string family);

    /// <returns>A string owned by the description.</returns>
    [LibraryImport(Library)]
    internal static partial byte* pango_font_description_get_family(PangoFontDescription desc);

    [LibraryImport(Library)]
    internal static partial void pango_font_description_set_weight(PangoFontDescription desc, int weight);

    [LibraryImport(Library)]
    internal static partial void pango_font_description_set_style(PangoFontDescription desc, int style);

    [LibraryImport(Library)]
    internal static partial void pango_font_description_set_absolute_size(PangoFontDescription desc, double size);

    [LibraryImport(Library)]
    internal static partial GObject pango_layout_new(GObject context);

    [LibraryImport(Library)]
    internal static partial void pango_layout_set_text(GObject layout, byte* text, int length);

    [LibraryImport(Library)]
    internal static partial void pango_layout_set_font_description(GObject layout, PangoFontDescription desc);

    /// <param name="width">In Pango units; -1 for no limit.</param>
    [LibraryImport(Library)]
    internal static partial void pango_layout_set_width(GObject layout, int width);

    [LibraryImport(Library)]
    internal static partial void pango_layout_set_wrap(GObject layout, int wrap);

    [LibraryImport(Library)]
    internal static partial void pango_layout_set_alignment(GObject layout, int alignment);

    [LibraryImport(Library)]
    internal static partial void pango_layout_get_size(GObject layout, out int width, out int height);

    /// <returns>A line owned by the layout, valid until its text changes.</returns>
    [LibraryImport(Library)]
    internal static partial nint pango_layout_get_line_readonly(GObject layout, int line);

    [LibraryImport(Library)]
    internal static partial int pango_layout_get_unknown_glyphs_count(GObject layout);
}
