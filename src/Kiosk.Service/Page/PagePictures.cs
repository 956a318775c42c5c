using System.Runtime.CompilerServices;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Page;

/// <summary>Renders screens as the terminal's display does, for each panel size that the page offers.</summary>
internal sealed class PagePictures : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<ScreenView, ScreenRenderer> renderers = [];
    private readonly ConditionalWeakTable<Picture, byte[]> files = [];

    /// <returns>Null if this machine cannot render; the page then shows text.</returns>
    public PagePicture? Find(ScreenView view, Screen screen)
    {
        try
        {
            var renderer = RendererFor(view);
            var file = renderer.FindKept(screen) is { } kept ? files.GetValue(kept, drawn => drawn.ToPng()) : Encode(renderer, screen);
            return new(file, renderer.TargetsOf(screen));
        }
        catch (RendererException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var renderer in renderers.Values)
            {
                renderer.Dispose();
            }

            renderers.Clear();
        }
    }

    private static byte[] Encode(ScreenRenderer renderer, Screen screen)
    {
        byte[] file = [];
        renderer.Lend(screen, (pixels, width, height) => file = Picture.ToPng(pixels, width, height));
        return file;
    }

    private ScreenRenderer RendererFor(ScreenView view)
    {
        lock (gate)
        {
            if (!renderers.TryGetValue(view, out var renderer))
            {
                renderer = new(view);
                renderer.Prepare();
                renderers[view] = renderer;
            }

            return renderer;
        }
    }
}
