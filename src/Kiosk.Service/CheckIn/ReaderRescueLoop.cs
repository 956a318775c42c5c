using Kiosk.Cards;
using Kiosk.Durability;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// The last step of the reader's recovery: asks the system to restart its daemon and to switch the reader off and on, which the service itself may not. A unit of the image watches for the file; where there is none, nothing happens.
/// </summary>
/// <param name="request">The file, in the service's runtime directory.</param>
internal sealed partial class ReaderRescueLoop(ICardReader reader, string request, TimeProvider time, ILogger<ReaderRescueLoop> logger) : BackgroundService
{
    /// <summary>How long a reader may be out of order before the system is asked: its own recovery comes first.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <summary>Between two requests.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long? since;
    private long? asked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    /// <summary>One look.</summary>
    public void Look()
    {
        if (reader.State is not (ReaderState.OutOfOrder or ReaderState.WaitingForDaemon))
        {
            since = null;
            return;
        }

        since ??= time.GetTimestamp();
        if (time.GetElapsedTime(since.Value) < Wait || (asked is { } last && time.GetElapsedTime(last) < Pause))
        {
            return;
        }

        asked = time.GetTimestamp();
        try
        {
            PlainFile.CreateOrOpen(request).Dispose();
            Log.Asked(logger);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not run by systemd: whoever started it looks after the reader too.
            Log.NotAsked(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Warning, "The reader does not recover; the system is asked to restart its daemon and to switch it off and on")]
        public static partial void Asked(ILogger logger);

        [LoggerMessage(121, LogLevel.Debug, "The reader does not recover, and the system cannot be asked: {Reason}")]
        public static partial void NotAsked(ILogger logger, string reason);
    }
}
