namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A frame with 32 bits per pixel (blue, green, red, unused), rows from top to bottom without padding. Immutable.</summary>
public sealed class Picture
{
    public const int BytesPerPixel = 4;

    /// <param name="pixels">Not copied; the caller must not modify it afterwards.</param>
    /// <exception cref="ArgumentException">The length does not match the size.</exception>
    public Picture(int width, int height, ReadOnlyMemory<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        RequireSize(pixels.Length, width, height);
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int Stride => Width * BytesPerPixel;

    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Encodes the picture as PNG (ISO/IEC 15948), without transparency.</summary>
    public byte[] ToPng() => PngWriter.Write(Pixels.Span, Width, Height);

    /// <summary>Encodes borrowed pixels the same way.</summary>
    /// <exception cref="ArgumentException">The length does not match the size.</exception>
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
