using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Encodes a picture as PNG.</summary>
internal static unsafe class PngWriter
{
    private const int CAIRO_STATUS_WRITE_ERROR = 11;

    /// <exception cref="RendererException">The library is missing or refuses.</exception>
    public static byte[] Write(Picture picture) => Natively.Call(() =>
    {
        using var pixels = picture.Pixels.Pin();
        using var surface = CairoNative.cairo_image_surface_create_for_data(
            (byte*)pixels.Pointer, CairoNative.CAIRO_FORMAT_RGB24, picture.Width, picture.Height, picture.Stride);
        using var file = new MemoryStream();
        var reference = GCHandle.Alloc(file);
        try
        {
            Natively.Require(CairoNative.cairo_surface_write_to_png_stream(surface, &Append, GCHandle.ToIntPtr(reference)));
        }
        finally
        {
            reference.Free();
        }

        return file.ToArray();
    });

    // No exception may leave it: there is no managed frame above that could catch it.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Append(nint closure, byte* data, uint length)
    {
        if (GCHandle.FromIntPtr(closure).Target is not MemoryStream file || length > int.MaxValue)
        {
            return CAIRO_STATUS_WRITE_ERROR;
        }

        file.Write(new ReadOnlySpan<byte>(data, (int)length));
        return CairoNative.CAIRO_STATUS_SUCCESS;
    }
}
