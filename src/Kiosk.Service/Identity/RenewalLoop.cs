using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Service.Sync;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Identity;

/// <summary>Renews the terminal's certificates over the network once half of their life is over. Looks every hour, so that a failed try is repeated; by stick, <c>kiosk sync export</c> writes the request.</summary>
internal sealed partial class RenewalLoop(TerminalEnrolment enrolment, NetworkBan ban, TimeProvider time, ILogger<RenewalLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Renews if it is due.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!ban.IsInForce && enrolment.Certificates is { Collector: not null } certificates && time.GetUtcNow() >= certificates.RenewalDue)
            {
                Log.Renewed(logger, (await enrolment.SendAsync(cancellationToken)).NotAfter);
            }
        }
        catch (Exception e) when (e is EnrolmentException or HttpRequestException or IOException or UnauthorizedAccessException or KeyStoreException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotRenewed(logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            await RunOnceAsync(stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Information, "The terminal's certificates were renewed; they are valid until {NotAfter}")]
        public static partial void Renewed(ILogger logger, DateTimeOffset notAfter);

        [LoggerMessage(321, LogLevel.Warning, "The terminal's certificates are due for renewal, and that failed; trying again in an hour: {Sentence}")]
        public static partial void NotRenewed(ILogger logger, string sentence);
    }
}
