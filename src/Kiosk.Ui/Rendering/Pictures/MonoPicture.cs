namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A frame for a 1-bit panel of 128×64 pixels: rows from top to bottom, the leftmost pixel in a byte's most significant bit. Immutable.</summary>
public sealed class MonoPicture
{
    /// <summary>In pixels.</summary>
    public const int Width = 128;

    /// <summary>In pixels.</summary>
    public const int Height = 64;

    /// <summary>Bytes per row.</summary>
    public const int Stride = Width / 8;

    /// <param name="bits">Not copied; the caller must not modify it afterwards.</param>
    /// <exception cref="ArgumentException">The number of bits differs from the number of pixels.</exception>
    public MonoPicture(ReadOnlyMemory<byte> bits)
    {
        if (bits.Length != Stride * Height)
        {
            throw new ArgumentException($"{Width}×{Height} bits are not {bits.Length} bytes.", nameof(bits));
        }

        Bits = bits;
    }

    public ReadOnlyMemory<byte> Bits { get; }

    public bool IsLit(int x, int y) => (Bits.Span[(y * Stride) + (x / 8)] & (0x80 >> (x % 8))) != 0;
}
