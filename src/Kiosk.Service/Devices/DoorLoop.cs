using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Door;
using Kiosk.Service.Alarms;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>
/// Opens the door after a passage at a meeting with a journal receipt, in or out, and if configured also after a verification with one. Nothing else opens it:
/// neither a procedure's receipt nor a card presented again.
/// </summary>
internal sealed partial class DoorLoop(CheckInEvents events, DoorAlarm alarm, DeviceOpening devices, KioskOptions options, ILogger<DoorLoop> logger) : IHostedService, IDisposable
{
    private DoorRelay? relay;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Relay.Line.Length > 0)
        {
            _ = TryOpen();
            events.Answered += OpenDoor;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        events.Answered -= OpenDoor;
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        relay?.Dispose();
        relay = null;
    }

    /// <param name="inVerifyMode">Whether a verified card opens it too.</param>
    public static bool Opens(CheckInOutcome outcome, bool inVerifyMode) =>
        outcome is { Receipt: not null, IsRepeat: false } && (outcome.Screen is Screen.Admitted or Screen.SteppedOut || (inVerifyMode && outcome.Screen is Screen.Verified));

    private void OpenDoor(CheckInOutcome outcome)
    {
        if (!Opens(outcome, options.Relay.OpensInVerifyMode))
        {
            return;
        }

        try
        {
            // Before the pulse, or whoever is quick would force the door.
            alarm.Release(TimeSpan.FromMilliseconds(options.Relay.PulseMilliseconds));
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
            return relay ??= devices.Relay(failure => Log.StaysOpen(logger, failure.Message));
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
