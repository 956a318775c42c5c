namespace Kiosk.Hardware.Displays;

/// <summary>One picture, valid during a call.</summary>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
/// <param name="stride">Bytes from the start of one row to the start of the next.</param>
public readonly ref struct DisplayFrame(ReadOnlySpan<byte> pixels, int width, int height, int stride, PixelFormat format)
{
    /// <summary><see cref="Height"/> rows of <see cref="Stride"/> bytes.</summary>
    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Stride { get; } = stride;

    public PixelFormat Format { get; } = format;

    /// <exception cref="ArgumentException">The frame does not fit the display.</exception>
    public void Require(IDisplay display)
    {
        ArgumentNullException.ThrowIfNull(display);
        if (Width != display.Width || Height != display.Height || Format != display.Format)
        {
            throw new ArgumentException($"A {Format} frame of {Width}×{Height} does not fit a {display.Format} display of {display.Width}×{display.Height}.", nameof(display));
        }
    }
}
