using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Updates;

/// <summary>Hands over an update that a sync fetched, and asks for the restart into it; neither while a meeting is open.</summary>
internal sealed partial class UpdateLoop(UpdateHandover handover, SyncState sync, TapContextSource contexts, TimeProvider time, ILogger<UpdateLoop> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Look();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.NotHandedOver(logger, e.Message);
            }
        }
    }

    /// <summary>One look.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Look()
    {
        if (IsMeetingOpen())
        {
            return;
        }

        if (handover.IsInstalled)
        {
            Log.Restarts(logger);
            handover.AskForRestart();
        }
        else if (sync.Standing.Update is { } update && handover.Offer(update))
        {
            Log.HandedOver(logger, update.Version);
        }
    }

    // Whoever is out of service disturbs no meeting by a restart.
    private bool IsMeetingOpen()
    {
        try
        {
            var now = contexts.Begin();
            return MeetingHours.Include(now.Mode, now.Clock.Instant);
        }
        catch (OutOfServiceException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(340, LogLevel.Information, "Version {Version} is handed over to be installed")]
        public static partial void HandedOver(ILogger logger, string version);

        [LoggerMessage(341, LogLevel.Information, "The update is installed; the terminal restarts into it")]
        public static partial void Restarts(ILogger logger);

        [LoggerMessage(342, LogLevel.Warning, "An update cannot be handed over: {Reason}")]
        public static partial void NotHandedOver(ILogger logger, string reason);
    }
}
