using Kiosk.Hardware.Displays;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>
/// Draws the presenter's screens. A display or library that fails is reported once and retried every two seconds with the current screen; the terminal
/// works without it.
/// </summary>
internal sealed partial class DisplayLoop(ScreenPresenter presenter, TouchSurface surface, OutputFaults faults, KioskOptions options, TimeProvider time, ILogger<DisplayLoop> logger) : BackgroundService
{
    private const int FullLight = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private IScreenOutput? output;
    private bool hasFailed;
    private int light = FullLight;
    private Screen? current;

    public override void Dispose()
    {
        lock (gate)
        {
            current = null;
            Close();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        PictureFile.RemoveFormer(options.DataFolder);
        if (options.Display.Kind is "none" or "text")
        {
            return;
        }

        // Libraries and fonts are loaded in parallel with the rest of the start.
        await Task.Yield();
        await using var timer = time.CreateTimer(_ => ShowAgain(), null, Interval, Interval);
        await presenter.RunAsync(Show, stoppingToken);
    }

    private void Show(Screen screen)
    {
        lock (gate)
        {
            current = screen;
            Draw(screen);
        }
    }

    // A screen may stay for a long time; a panel plugged in again must not need a tap to show it.
    private void ShowAgain()
    {
        lock (gate)
        {
            if (current is not null && (hasFailed || output?.IsOutdated == true))
            {
                Draw(current);
            }
        }
    }

    private void Draw(Screen screen)
    {
        try
        {
            output ??= DisplaySetup.Open(options.Display);
            surface.Map = output.Show(screen);
            SetLight(DisplaySetup.LightFor(screen, options.Night, time.GetUtcNow()), output);
            if (hasFailed)
            {
                Log.Recovered(logger);
            }

            hasFailed = false;
            faults.Remove(Output.Display);
        }
        catch (Exception exception) when (exception is DisplayException or RendererException)
        {
            Close();
            if (!hasFailed)
            {
                Log.Failed(logger, exception.Message);
            }

            hasFailed = true;
            faults.Add(Output.Display);
        }
    }

    private void SetLight(int percent, IScreenOutput panel)
    {
        if (percent != light)
        {
            panel.Dim(percent);
            light = percent;
        }
    }

    private void Close()
    {
        surface.Map = TouchMap.Empty;
        light = FullLight;
        output?.Dispose();
        output = null;
    }

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Error, "The display shows nothing: {Reason} Lights and sounds go on; see: kiosk doctor.")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(601, LogLevel.Information, "The display shows pictures again.")]
        public static partial void Recovered(ILogger logger);
    }
}
