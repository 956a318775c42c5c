using Kiosk.Ui.Rendering;
using Kiosk.Ui.Screens;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>What the panel has to show, drawn on this machine.</summary>
internal static class ExpectedPicture
{
    /// <summary>Waits until a photograph of the panel is the same, pixel by pixel, as one of the screens.</summary>
    /// <param name="screens">Asked anew for each photograph.</param>
    public static async Task IsShownAsync(this TerminalInGuest terminal, Func<Screen[]> screens)
    {
        using var renderer = new ScreenRenderer(new ScreenView(800, 480));
        var nearest = int.MaxValue;
        await Eventually.IsAsync(
            async () =>
            {
                var (width, height, pixels) = await terminal.Guest.PhotographAsync(terminal.Patience);
                nearest = (width, height) == (800, 480) ? screens().Min(screen => Differences(renderer.Render(screen), pixels)) : int.MaxValue;
                return nearest == 0;
            },
            async () => $"the panel shows {screens()[0]}; the nearest picture differs in {nearest} pixels. The service wrote:\n{await terminal.LogAsync()}",
            terminal.Patience);
    }

    /// <summary>The screen between taps; its clock shows minutes, and the guest's may be a moment off.</summary>
    public static Screen[] IdleAboutNow() => [.. new[] { 0, -1, 1 }.Select(minutes => Idle(TimeProvider.System.GetUtcNow().AddMinutes(minutes)))];

    /// <returns>How many pixels differ.</returns>
    public static int DifferencesFrom(Screen screen, int width, int height, byte[] photographed)
    {
        using var renderer = new ScreenRenderer(new ScreenView(width, height));
        return Differences(renderer.Render(screen), photographed);
    }

    private static Screen.Idle Idle(DateTimeOffset instant) => new(TerminalPurpose.VerifyOnly, null, null, instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute)));

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
