namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>One finished frame for a small panel of 128×64 pixels that are lit or not. Rows from top to bottom, the leftmost pixel in a byte's highest bit. Never changes.</summary>
public sealed class MonoPicture
{
    /// <summary>Pixels.</summary>
    public const int Width = 128;

    /// <summary>Pixels.</summary>
    public const int Height = 64;

    /// <summary>Bytes a row.</summary>
    public const int Stride = Width / 8;

    /// <param name="bits">Not written to any more by whoever hands it over.</param>
    /// <exception cref="ArgumentException">There are more or fewer bits than pixels.</exception>
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
