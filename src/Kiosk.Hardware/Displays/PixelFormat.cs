namespace Kiosk.Hardware.Displays;

/// <summary>Layout of pixels in memory, rows from top to bottom.</summary>
public enum PixelFormat
{
    /// <summary>Four bytes per pixel: blue, green, red, one unused (DRM_FORMAT_XRGB8888 on a little-endian machine).</summary>
    Bgrx32 = 0,

    /// <summary>One bit per pixel, the leftmost in the highest bit; 1 is lit.</summary>
    Mono1,
}
