using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Door;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Opens the door for whoever was welcomed with a receipt of the journal: nothing else opens it, and a card shown again does not.</summary>
internal sealed partial class DoorLoop(CheckInFeed feed, KioskOptions options, TimeProvider time, ILogger<DoorLoop> logger) : IHostedService, IDisposable
{
    private DoorRelay? relay;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Relay.Line.Length > 0)
        {
            _ = TryOpen();
            feed.Answered += OpenDoor;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        feed.Answered -= OpenDoor;
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        relay?.Dispose();
        relay = null;
    }

    public static bool Opens(CheckInOutcome outcome) => outcome is { Receipt: not null, IsRepeat: false, Screen.Mood: Mood.Welcome };

    private void OpenDoor(CheckInOutcome outcome)
    {
        if (!Opens(outcome))
        {
            return;
        }

        try
        {
            TryOpen()?.Open();
        }
        catch (DeviceException exception)
        {
            Log.Failed(logger, exception.Message);
            Dispose();
        }
    }

    private DoorRelay? TryOpen()
    {
        try
        {
            return relay ??= DeviceOpening.Relay(options.Relay, time, failure => Log.StaysOpen(logger, failure.Message));
        }
        catch (DeviceException exception)
        {
            Log.Failed(logger, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(611, LogLevel.Error, "The door cannot be opened: {Reason} See: kiosk doctor")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(612, LogLevel.Error, "The door's line cannot be released: {Reason} The door may stand open.")]
        public static partial void StaysOpen(ILogger logger, string reason);
    }
}
