using Kiosk.Journal;
using Kiosk.Service.Alarms;
using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Records the beginning and the end of each alarm of the door; the record goes to the collector like any other.</summary>
internal sealed partial class AlarmNotes(DoorAlarm alarm, TerminalNotes notes, ILogger<AlarmNotes> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        alarm.Changed += Record;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        alarm.Changed -= Record;
        return Task.CompletedTask;
    }

    private void Record(AlarmSubject subject)
    {
        var name = subject switch
        {
            AlarmSubject.ForcedOpen => TerminalNote.AlarmForcedOpen,
            AlarmSubject.HeldOpen => TerminalNote.AlarmHeldOpen,
            _ => TerminalNote.AlarmEnded,
        };
        Log.Changed(logger, name);
        try
        {
            notes.WriteContact(name);
        }
        catch (OutOfServiceException)
        {
            // Already reported: the screen says that the terminal is out of service.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(617, LogLevel.Warning, "The door: {Event}")]
        public static partial void Changed(ILogger logger, string @event);
    }
}
