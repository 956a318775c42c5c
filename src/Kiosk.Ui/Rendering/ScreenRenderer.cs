using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering;

/// <summary>
/// Draws screens for one panel. Pictures that never change are drawn once; those with a name or a figure are not kept. May be called from several
/// threads; draws one picture at a time.
/// </summary>
public sealed class ScreenRenderer : IDisposable
{
    /// <summary>Bytes of pictures kept: eight at 800×480, three at 1280×800.</summary>
    private const int GreatestMemory = 13 * 1024 * 1024;

    /// <summary>What is seen most, and must be seen within a blink.</summary>
    private static readonly Screen[] Frequent = [new Screen.Reading(), new Screen.Refused(PublicLine.NotConfirmed), new Screen.TakeCard()];

    private readonly ScreenView view;
    private readonly Typeface typeface;
    private readonly Canvas canvas;
    private readonly Dictionary<Screen, Picture> constant = [];
    private readonly Lock gate = new();

    /// <exception cref="RendererException">A library or every font is missing; <see cref="RendererException.Remedy"/> says what to install.</exception>
    public ScreenRenderer(ScreenView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        this.view = view;
        typeface = Natively.Call(() => new Typeface());
        canvas = new(typeface);
    }

    /// <summary>The font that screens are made for.</summary>
    public static string WantedFontFamily => Typeface.Family;

    /// <summary>Whether receipts carry a QR code; without its library they have words only.</summary>
    public static bool HasQrCodes => QrEncoder.TryEncode("1") is not null;

    /// <summary>The font in use: Inter, or what fontconfig found instead.</summary>
    public string FontFamily => typeface.FoundFamily;

    /// <summary>Characters drawn so far that no installed font has.</summary>
    public int UnknownGlyphs => typeface.UnknownGlyphs;

    /// <summary>Draws what must not be waited for later. The very first picture loads font and library: 0.1 s and more.</summary>
    /// <exception cref="RendererException">The library refuses, mostly for want of memory.</exception>
    public void Prepare()
    {
        foreach (var screen in Frequent)
        {
            Render(screen);
        }

        // The letters of a welcome, in its sizes.
        Render(new Screen.Admitted("Nguyễn Văn Anh", "Đại biểu", new("A", "1", "2"), "Đại hội", DateTimeOffset.UnixEpoch));
    }

    /// <exception cref="RendererException">The library refuses, mostly for want of memory.</exception>
    public Picture Render(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            if (constant.TryGetValue(screen, out var known))
            {
                return known;
            }

            var picture = canvas.Draw(ScreenLayout.Of(screen, view, typeface), view.Turn);
            if (IsConstant(screen) && (constant.Count + 1) * picture.Pixels.Length <= GreatestMemory)
            {
                constant.Add(screen, picture);
            }

            return picture;
        }
    }

    /// <summary>What of the screen's picture can be touched.</summary>
    public IReadOnlyList<TouchTarget> TargetsOf(Screen screen)
    {
        if (screen is not (Screen.Idle { OffersChoice: true } or Screen.ProcedureChoice or Screen.CaseEntry))
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

    // A picture with a name must not stay in memory longer than on the screen.
    private static bool IsConstant(Screen screen) =>
        screen is Screen.Reading or Screen.TakeCard or Screen.Undecidable or Screen.TryAgain or Screen.Verified or Screen.Refused { Opens: null, Door: null };
}
