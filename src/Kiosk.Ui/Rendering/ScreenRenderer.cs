using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering;

/// <summary>
/// Draws screens for one panel. Caches pictures that never change, but not those with a name or figures. Thread-safe;
/// draws one picture at a time.
/// </summary>
public sealed class ScreenRenderer : IDisposable
{
    /// <summary>Size of the picture cache in bytes: eight pictures at 800×480, three at 1280×800.</summary>
    private const int MaxMemory = 13 * 1024 * 1024;

    /// <summary>The most frequent screens, which must appear instantly.</summary>
    private static readonly Screen[] Frequent = [new Screen.Reading(), new Screen.Refused(PublicLine.NotConfirmed), new Screen.TakeCard()];

    private readonly ScreenView view;
    private readonly Typeface typeface;
    private readonly Canvas canvas;
    private readonly Dictionary<Screen, Picture> constant = [];
    private readonly Lock gate = new();

    /// <summary>Reused for every lent picture: allocating this much memory takes many times longer than filling it.</summary>
    private byte[] canvasMemory = [];

    /// <exception cref="RendererException">A library is missing or no font is installed; <see cref="RendererException.Remedy"/> says what to install.</exception>
    public ScreenRenderer(ScreenView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        this.view = view;
        typeface = NativeErrors.Translate(() => new Typeface());
        canvas = new(typeface);
    }

    /// <summary>The font that the screens are designed for.</summary>
    public static string WantedFontFamily => Typeface.Family;

    /// <summary>The font in use: Inter, or fontconfig's substitute.</summary>
    public string FontFamily => typeface.FoundFamily;

    /// <summary>The number of characters drawn so far that no installed font has a glyph for.</summary>
    public int UnknownGlyphs => typeface.UnknownGlyphs;

    /// <summary>Warms up: draws the frequent screens in advance. The very first picture loads font and library, which takes 0.1 s or more.</summary>
    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public void Prepare()
    {
        foreach (var screen in Frequent)
        {
            Render(screen);
        }

        // Loads the glyphs of a welcome in its sizes.
        Render(new Screen.Admitted("Nguyễn Văn Anh", "Đại biểu", new("A", "1", "2"), "Đại hội", DateTimeOffset.UnixEpoch));
    }

    /// <summary>Draws a picture that the caller may keep.</summary>
    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public Picture Render(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            return FindConstant(screen) ?? canvas.Draw(ScreenLayout.Of(screen, view, typeface), view.Turn);
        }
    }

    /// <summary>The cached picture of a screen that always looks the same; the same object on each call.</summary>
    /// <returns>Null for a screen that is not cached.</returns>
    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public Picture? FindKept(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            return FindConstant(screen);
        }
    }

    /// <summary>Draws a picture into memory that the next call reuses, and lends it to a callback.</summary>
    /// <param name="borrow">Called once before this returns, never concurrently; must not call this renderer.</param>
    /// <exception cref="RendererException">The library failed, usually for lack of memory.</exception>
    public void Lend(Screen screen, PictureBorrower borrow)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(borrow);
        lock (gate)
        {
            if (FindConstant(screen) is { } known)
            {
                borrow(known.Pixels.Span, known.Width, known.Height);
                return;
            }

            var drawing = ScreenLayout.Of(screen, view, typeface);
            if (canvasMemory.Length == 0)
            {
                canvasMemory = GC.AllocateUninitializedArray<byte>(drawing.Width * drawing.Height * Picture.BytesPerPixel);
            }

            try
            {
                var (width, height) = canvas.Draw(drawing, view.Turn, canvasMemory);
                borrow(canvasMemory, width, height);
            }
            finally
            {
                Forget(screen);
            }
        }
    }

    /// <summary>The touchable areas of a screen's picture.</summary>
    public IReadOnlyList<TouchTarget> TargetsOf(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        if (!screen.IsTouchable)
        {
            return [];
        }

        lock (gate)
        {
            return ScreenLayout.Of(screen, view, typeface).Targets;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            typeface.Dispose();
        }
    }

    private Picture? FindConstant(Screen screen)
    {
        if (!constant.TryGetValue(screen, out var known) && IsConstant(screen) && (constant.Count + 1) * view.Width * view.Height * Picture.BytesPerPixel <= MaxMemory)
        {
            known = canvas.Draw(ScreenLayout.Of(screen, view, typeface), view.Turn);
            constant.Add(screen, known);
        }

        return known;
    }

    private void Forget(Screen screen)
    {
        if (screen is Screen.Admitted { Name: not null } or Screen.OwnRecord or Screen.OwnAttendance or Screen.ClerkDesk)
        {
            canvasMemory.AsSpan().Clear();
        }
    }

    // A picture with a name must not stay in memory longer than on screen.
    private static bool IsConstant(Screen screen) =>
        screen is Screen.Reading or Screen.TakeCard or Screen.Undecidable or Screen.TryAgain or Screen.Verified or Screen.Refused { Opens: null, Door: null };
}
