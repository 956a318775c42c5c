using System.Runtime.InteropServices;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Tests.Rendering;

/// <summary>Decodes PNG files.</summary>
internal static partial class PngReader
{
    private const string Library = "libcairo.so.2";

    public static Picture Read(string path)
    {
        var surface = cairo_image_surface_create_from_png(path);
        try
        {
            var (width, height, stride) = (cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), cairo_image_surface_get_stride(surface));
            var pixels = new byte[width * height * Picture.BytesPerPixel];
            for (var y = 0; y < height; y++)
            {
                Marshal.Copy(cairo_image_surface_get_data(surface) + (y * stride), pixels, y * width * Picture.BytesPerPixel, width * Picture.BytesPerPixel);
            }

            return new Picture(width, height, pixels);
        }
        finally
        {
            cairo_surface_destroy(surface);
        }
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint cairo_image_surface_create_from_png(string filename);

    [LibraryImport(Library)]
    private static partial nint cairo_image_surface_get_data(nint surface);

    [LibraryImport(Library)]
    private static partial int cairo_image_surface_get_width(nint surface);

    [LibraryImport(Library)]
    private static partial int cairo_image_surface_get_height(nint surface);

    [LibraryImport(Library)]
    private static partial int cairo_image_surface_get_stride(nint surface);

    [LibraryImport(Library)]
    private static partial void cairo_surface_destroy(nint surface);
}
