using Kiosk.Hardware.Scanners;
using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Checks in whoever holds an invitation to the scanner, as <see cref="CheckInLoop"/> does with cards. A scanner that is missing is no outage: cards are taken all the same.</summary>
/// <param name="isTaken">Takes codes that nobody checks in with.</param>
internal sealed partial class ScannerLoop(ICodeScanner scanner, TapAnswering taps, CheckInEvents events, Predicate<string> isTaken, TimeProvider time, ILogger<ScannerLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var code = await scanner.ReadAsync(stoppingToken);
            if (isTaken(code))
            {
                continue;
            }

            var start = time.GetTimestamp();
            var outcome = await taps.AnswerAsync(code, stoppingToken) with { TerminalTime = time.GetElapsedTime(start) };
            events.Publish(outcome);
            Log.Scan(logger, ReasonTable.NameOf(outcome.Code), outcome.TerminalTime.TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(103, LogLevel.Information, "Scan: {Code}, terminal {TerminalMilliseconds:0} ms")]
        public static partial void Scan(ILogger logger, string code, double terminalMilliseconds);
    }
}
