using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;
using Kiosk.Service.Alarms;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Records tamper switch and door contact in the journal: each change, and the state at start if it is not normal.</summary>
internal sealed partial class InputLoop(TerminalNotes notes, DoorAlarm alarm, KeyLock keys, DeviceOpening devices, KioskOptions options, ILogger<InputLoop> logger) : IHostedService, IDisposable
{
    private const string Door = "door";
    private const string Tamper = "tamper";

    private readonly List<GpioInput> inputs = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        RecordRelease();
        Watch(Tamper, options.Inputs.Tamper);
        Watch(Door, options.Inputs.DoorContact);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        inputs.ForEach(input => input.Dispose());
        inputs.Clear();
    }

    private void RecordRelease()
    {
        try
        {
            keys.RecordRelease();
        }
        catch (OutOfServiceException)
        {
            // Already reported.
        }
    }

    private void Watch(string name, string address)
    {
        try
        {
            if (devices.Input(address, isActive => Record(name, isActive), lost => Log.Failed(logger, lost.Message)) is { } input)
            {
                inputs.Add(input);
                if (input.IsActive())
                {
                    Record(name, isActive: true);
                }
            }
        }
        catch (DeviceException exception)
        {
            Log.Failed(logger, exception.Message);
        }
    }

    private void Record(string name, bool isActive)
    {
        var context = ContactNote.ContextOf(name, isActive);
        Log.Changed(logger, context);
        try
        {
            notes.WriteContact(context);
        }
        catch (OutOfServiceException)
        {
            // Already reported: the screen says that the terminal is out of service.
        }

        if (name == Tamper && isActive && options.Inputs.TamperLocks)
        {
            keys.Engage();
        }

        if (name == Door)
        {
            alarm.Report(isActive);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(613, LogLevel.Warning, "A contact changed: {Context}")]
        public static partial void Changed(ILogger logger, string context);

        [LoggerMessage(614, LogLevel.Error, "A contact is not watched: {Reason} See: kiosk doctor")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
