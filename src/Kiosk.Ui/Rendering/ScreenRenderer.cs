using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering;

/// <summary>
/// Draws screens for one panel. Equal screens give equal pictures, and the last few are kept, so that what stands between taps costs nothing.
/// May be called from several threads; draws one picture at a time.
/// </summary>
public sealed class ScreenRenderer : IDisposable
{
    /// <summary>Pictures: 1.5 MB each at 800×480.</summary>
    private const int GreatestMemory = 4;

    private readonly ScreenView view;
    private readonly Typeface typeface;
    private readonly Canvas canvas;
    private readonly LinkedList<(Screen Screen, Picture Picture)> drawn = new();
    private readonly Lock gate = new();

    /// <exception cref="RendererException">A library or every font is missing; <see cref="RendererException.Remedy"/> says what to install.</exception>
    public ScreenRenderer(ScreenView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        this.view = view;
        typeface = Natively.Call(() => new Typeface());
        canvas = new(typeface);
    }

    /// <summary>The font in use: Inter, or what fontconfig found instead.</summary>
    public string FontFamily => typeface.FoundFamily;

    /// <summary>Characters drawn so far that no installed font has.</summary>
    public int UnknownGlyphs => typeface.UnknownGlyphs;

    /// <exception cref="RendererException">The library refuses, mostly for want of memory.</exception>
    public Picture Render(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            if (Remembered(screen) is { } known)
            {
                return known;
            }

            var picture = canvas.Draw(ScreenLayout.Of(screen, view, typeface), view.Turn);
            drawn.AddFirst((screen, picture));
            if (drawn.Count > GreatestMemory)
            {
                drawn.RemoveLast();
            }

            return picture;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            typeface.Dispose();
        }
    }

    private Picture? Remembered(Screen screen)
    {
        for (var node = drawn.First; node is not null; node = node.Next)
        {
            if (node.Value.Screen == screen)
            {
                drawn.Remove(node);
                drawn.AddFirst(node);
                return node.Value.Picture;
            }
        }

        return null;
    }
}
