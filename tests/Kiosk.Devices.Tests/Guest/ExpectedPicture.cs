using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>What the panel has to show, drawn on this machine.</summary>
internal static class ExpectedPicture
{
    /// <summary>Waits until a photograph of the panel is the same, pixel by pixel, as one of the screens.</summary>
    /// <param name="screens">Asked anew for each photograph.</param>
    public static Task IsShownAsync(this TerminalInGuest terminal, Func<Screen[]> screens) => terminal.IsShownAsync(new ScreenView(800, 480), screens);

    /// <param name="view">Of a panel of 800×480.</param>
    /// <param name="panel">As QEMU calls it.</param>
    /// <returns>That photograph: three bytes a pixel.</returns>
    public static async Task<byte[]> IsShownAsync(this TerminalInGuest terminal, ScreenView view, Func<Screen[]> screens, string panel = QemuGuest.Panel)
    {
        byte[] photograph = [];
        using var renderer = new ScreenRenderer(view);
        var nearest = int.MaxValue;
        await Eventually.IsAsync(
            async () =>
            {
                var (width, height, pixels) = await terminal.Guest.PhotographAsync(panel, terminal.Timeout);
                photograph = pixels;
                nearest = (width, height) == (800, 480) ? screens().Min(screen => Differences(renderer.Render(screen), pixels)) : int.MaxValue;
                return nearest == 0;
            },
            async () => $"the {panel} shows {screens()[0]}; the nearest picture differs in {nearest} pixels. The service wrote:\n{await terminal.LogAsync()}",
            terminal.Timeout);
        return photograph;
    }

    /// <summary>The screen between taps; its clock shows minutes, and the guest's may be a moment off.</summary>
    public static Screen[] IdleAboutNow() => AboutNow(new(TerminalPurpose.VerifyOnly, null, null, default));

    public static Screen[] AboutNow(Screen.Idle idle) =>
    [
        .. new[] { 0, -1, 1 }.Select(minutes => TimeProvider.System.GetUtcNow().AddMinutes(minutes)).Select(now => idle with { Now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)) }),
    ];

    /// <returns>How many pixels differ.</returns>
    public static int DifferencesFrom(Screen screen, int width, int height, byte[] photographed)
    {
        using var renderer = new ScreenRenderer(new ScreenView(width, height));
        return Differences(renderer.Render(screen), photographed);
    }

    /// <summary>How far, on average, the photograph turned back by so many quarters is from the upright picture.</summary>
    /// <param name="upright">Of 480×800.</param>
    /// <param name="photographed">Of 800×480.</param>
    /// <param name="isClockwise">Whether the picture was turned clockwise for the panel.</param>
    /// <returns>Of 255.</returns>
    public static double DistanceFromUpright(Picture upright, byte[] photographed, bool isClockwise)
    {
        long sum = 0;
        for (var y = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++)
            {
                var (column, row) = isClockwise ? (upright.Height - 1 - y, x) : (y, upright.Width - 1 - x);
                var (from, to) = (((y * upright.Width) + x) * Picture.BytesPerPixel, ((row * upright.Height) + column) * 3);
                sum += Math.Abs(upright.Pixels.Span[from + 1] - photographed[to + 1]);
            }
        }

        return sum / (double)(upright.Width * upright.Height);
    }

    private static int Differences(Picture expected, byte[] photographed)
    {
        var drawn = expected.Pixels.Span;
        var differences = 0;
        for (var pixel = 0; pixel < expected.Width * expected.Height; pixel++)
        {
            var (from, to) = (pixel * Picture.BytesPerPixel, pixel * 3);
            differences += drawn[from] != photographed[to + 2] || drawn[from + 1] != photographed[to + 1] || drawn[from + 2] != photographed[to] ? 1 : 0;
        }

        return differences;
    }
}
