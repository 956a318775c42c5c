using Kiosk.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Records the start of the service before the first card and its stop after the last. A start with no stop before it means a power cut or a crash.</summary>
internal sealed partial class ServiceNotes(TerminalNotes notes, ModeSwitch modes, ILogger<ServiceNotes> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Write(TerminalNote.Started, modes.IsAsConfigured ? "settings" : "last-switch");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Write(TerminalNote.Stopped, "shutdown");
        return Task.CompletedTask;
    }

    private void Write(string name, string by)
    {
        try
        {
            notes.Write(name, modes.Standing, by);
        }
        catch (OutOfServiceException exception)
        {
            // Already reported: the screen shows that the terminal is out of service.
            Log.NotRecorded(logger, name, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(402, LogLevel.Error, "{Name} could not be recorded: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string name, string reason);
    }
}
