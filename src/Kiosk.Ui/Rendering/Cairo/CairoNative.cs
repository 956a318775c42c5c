using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>libcairo under the names of cairo.h.</summary>
internal static unsafe partial class CairoNative
{
    public const string Library = "libcairo.so.2";

    public const int CAIRO_STATUS_SUCCESS = 0;
    public const int CAIRO_FORMAT_RGB24 = 1;
    public const int CAIRO_FORMAT_A8 = 2;
    public const int CAIRO_ANTIALIAS_NONE = 1;
    public const int CAIRO_ANTIALIAS_GRAY = 2;
    public const int CAIRO_HINT_STYLE_NONE = 1;
    public const int CAIRO_HINT_STYLE_FULL = 4;
    public const int CAIRO_HINT_METRICS_OFF = 1;
    public const int CAIRO_LINE_CAP_ROUND = 1;
    public const int CAIRO_PDF_METADATA_TITLE = 0;
    public const int CAIRO_LINE_JOIN_ROUND = 1;

    /// <summary>Draws into the caller's memory, which must stay pinned until the surface is destroyed.</summary>
    [LibraryImport(Library)]
    internal static partial CairoSurface cairo_image_surface_create_for_data(byte* data, int format, int width, int height, int stride);

    /// <summary>Hands the file to a function piece by piece, the last when the surface is finished or destroyed.</summary>
    [LibraryImport(Library)]
    internal static partial CairoSurface cairo_pdf_surface_create_for_stream(
        delegate* unmanaged[Cdecl]<nint, byte*, uint, int> write_func, nint closure, double width_in_points, double height_in_points);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_pdf_surface_set_metadata(CairoSurface surface, int metadata, string utf8);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_finish(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial void cairo_show_page(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_destroy(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_flush(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial int cairo_surface_status(CairoSurface surface);

    [LibraryImport(Library)]
    internal static partial CairoContext cairo_create(CairoSurface target);

    [LibraryImport(Library)]
    internal static partial void cairo_destroy(nint cr);

    [LibraryImport(Library)]
    internal static partial int cairo_status(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_save(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_restore(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_translate(CairoContext cr, double tx, double ty);

    [LibraryImport(Library)]
    internal static partial void cairo_scale(CairoContext cr, double sx, double sy);

    [LibraryImport(Library)]
    internal static partial void cairo_rotate(CairoContext cr, double angle);

    [LibraryImport(Library)]
    internal static partial void cairo_set_antialias(CairoContext cr, int antialias);

    [LibraryImport(Library)]
    internal static partial void cairo_set_source_rgb(CairoContext cr, double red, double green, double blue);

    [LibraryImport(Library)]
    internal static partial void cairo_set_source_rgba(CairoContext cr, double red, double green, double blue, double alpha);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_width(CairoContext cr, double width);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_cap(CairoContext cr, int line_cap);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_join(CairoContext cr, int line_join);

    [LibraryImport(Library)]
    internal static partial void cairo_new_sub_path(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_close_path(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_move_to(CairoContext cr, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_line_to(CairoContext cr, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_rectangle(CairoContext cr, double x, double y, double width, double height);

    [LibraryImport(Library)]
    internal static partial void cairo_arc(CairoContext cr, double xc, double yc, double radius, double angle1, double angle2);

    [LibraryImport(Library)]
    internal static partial void cairo_paint(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_fill(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial void cairo_stroke(CairoContext cr);

    [LibraryImport(Library)]
    internal static partial nint cairo_font_options_create();

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_destroy(nint options);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_antialias(nint options, int antialias);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_hint_style(nint options, int hint_style);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_hint_metrics(nint options, int hint_metrics);
}
