using System.Threading.Channels;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Input;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Passes touches to the desks on the screen. A panel that is missing or goes away is reported once and searched for every five seconds.</summary>
internal sealed partial class TouchLoop(TouchSurface surface, ScreenDesks desk, KioskOptions options, TimeProvider time, ILogger<TouchLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>A finger that returns sooner never left: the panel lost it for a moment.</summary>
    private static readonly TimeSpan Bounce = TimeSpan.FromMilliseconds(60);

    private bool hasFailed;
    private long? touched;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Touch.HasPanel)
        {
            return;
        }

        while (true)
        {
            await FollowAsync(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var touches = Channel.CreateBounded<TouchEvent>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropNewest });
        var calibration = TouchCalibration.TryParse(options.Touch.Calibration, (Rotation)options.Display.Rotation)!;
        try
        {
            using var panel = TouchPanel.Open(options.Touch.Node, calibration, () => (surface.Map.Width, surface.Map.Height), touch => touches.Writer.TryWrite(touch), lost => touches.Writer.Complete(lost));
            hasFailed = false;
            Log.Opened(logger, panel.Path);
            await foreach (var touch in touches.Reader.ReadAllAsync(cancellationToken))
            {
                Obey(touch);
            }
        }
        catch (DeviceException exception)
        {
            if (!hasFailed)
            {
                Log.Failed(logger, exception.Message);
            }

            hasFailed = true;
        }
    }

    // On press, so that a key responds while the finger is on it.
    private void Obey(TouchEvent touch)
    {
        var isBounce = touched is { } last && time.GetElapsedTime(last) < Bounce;
        touched = time.GetTimestamp();
        if (touch.Phase is TouchPhase.Pressed && !isBounce && surface.Map.ActionAt(touch.X, touch.Y) is { } action)
        {
            desk.Obey(action);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(617, LogLevel.Information, "Touches are taken from {Path}")]
        public static partial void Opened(ILogger logger, string path);

        [LoggerMessage(618, LogLevel.Error, "No touches are taken: {Reason} Until then one is chosen by: kiosk mode procedure CODE; see: kiosk doctor")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
