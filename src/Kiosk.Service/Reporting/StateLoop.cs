using System.Security.Cryptography;
using Kiosk.Service.Upload;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Reporting;

/// <summary>Tells the collector every minute how this terminal is, so that one page shows whether all are ready for tomorrow. Nothing waits for it; what cannot be told is told a minute later.</summary>
internal sealed partial class StateLoop(UploadSetup setup, StateReport report, TimeProvider time, ILogger<StateLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>After a report that was not taken: an older collector knows none, and one that is not there is asked by the upload.</summary>
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(10);

    private TimeSpan wait = Interval;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread that starts the service.
        await Task.Yield();
        while (true)
        {
            wait = await SendAsync(stoppingToken) ? Interval : wait * 2 < MaxInterval ? wait * 2 : MaxInterval;
            await Task.Delay(wait * (0.8 + (RandomNumberGenerator.GetInt32(1_000) / 2_500.0)), time, stoppingToken);
        }
    }

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await setup.Client.SendAsync(setup.TerminalId, report.Read(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug that one state uncovers must not keep the others from being told.
            Log.Broke(logger, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(337, LogLevel.Error, "Telling the collector of this terminal's state failed unexpectedly")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
