using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering;

/// <summary>Draws screens for a 1-bit panel of 128×64 pixels, reduced to a symbol and a few words. Thread-safe.</summary>
public sealed class MonoRenderer : IDisposable
{
    private readonly Language language;
    private readonly PanelTurn turn;
    private readonly Typeface typeface;
    private readonly Canvas canvas;
    private readonly Lock gate = new();
    private readonly byte[] canvasMemory = new byte[MonoPicture.Width * MonoPicture.Height * Picture.BytesPerPixel];

    /// <param name="turn">None or half.</param>
    /// <exception cref="ArgumentOutOfRangeException">The turn is a quarter or three quarters.</exception>
    /// <exception cref="RendererException">A library is missing or no font is installed; <see cref="RendererException.Remedy"/> says what to install.</exception>
    public MonoRenderer(Language language, PanelTurn turn = PanelTurn.None)
    {
        if (turn is not (PanelTurn.None or PanelTurn.Half))
        {
            throw new ArgumentOutOfRangeException(nameof(turn), turn, "A 128×64 panel can only be turned by half or not at all.");
        }

        (this.language, this.turn) = (language, turn);
        typeface = NativeErrors.Translate(() => new Typeface(isMono: true));
        canvas = new(typeface, isMono: true);
    }

    /// <summary>The number of characters drawn so far that no installed font has a glyph for.</summary>
    public int UnknownGlyphs => typeface.UnknownGlyphs;

    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public MonoPicture Render(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            canvas.Draw(SmallLayout.Of(screen, language, typeface), turn, canvasMemory);
            return Reduce(canvasMemory);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            typeface.Dispose();
        }
    }

    // Most pixels are black or white already; the coloured parts of a symbol are rounded to the nearer of the two.
    private static MonoPicture Reduce(ReadOnlySpan<byte> pixels)
    {
        var bits = new byte[MonoPicture.Stride * MonoPicture.Height];
        for (var at = 0; at < MonoPicture.Width * MonoPicture.Height; at++)
        {
            var pixel = pixels.Slice(at * Picture.BytesPerPixel, Picture.BytesPerPixel);
            if ((pixel[0] * 11) + (pixel[1] * 59) + (pixel[2] * 30) >= 100 * 128)
            {
                bits[at / 8] |= (byte)(0x80 >> (at % 8));
            }
        }

        return new MonoPicture(bits);
    }
}
