namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>One finished frame: 32 bits a pixel (blue, green, red, one unused), rows from top to bottom without gaps. Never changes.</summary>
public sealed class Picture
{
    public const int BytesPerPixel = 4;

    /// <param name="pixels">Not written to any more by whoever hands it over.</param>
    /// <exception cref="ArgumentException">There are more or fewer pixels than the size says.</exception>
    public Picture(int width, int height, ReadOnlyMemory<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        RequireSize(pixels.Length, width, height);
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int Stride => Width * BytesPerPixel;

    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The picture as a PNG file (ISO/IEC 15948), without transparency.</summary>
    public byte[] ToPng() => PngWriter.Write(Pixels.Span, Width, Height);

    /// <summary>The same of pixels that are borrowed.</summary>
    /// <exception cref="ArgumentException">There are more or fewer pixels than the size says.</exception>
    public static byte[] ToPng(ReadOnlySpan<byte> pixels, int width, int height)
    {
        RequireSize(pixels.Length, width, height);
        return PngWriter.Write(pixels, width, height);
    }

    private static void RequireSize(int length, int width, int height)
    {
        if (length != checked(width * height * BytesPerPixel))
        {
            throw new ArgumentException($"{width}×{height} pixels are not {length} bytes.", nameof(length));
        }
    }
}
