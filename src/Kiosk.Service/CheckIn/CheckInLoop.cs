using Kiosk.Cards;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>The check-in loop: waits for a card, checks it in, waits for the next. A failure on one card must not stop the next from being served.</summary>
internal sealed partial class CheckInLoop(
    MeteredReader reader, TapAnswering taps, CheckInEvents events, Heartbeat heartbeat, TimeProvider time, ILogger<CheckInLoop> logger) : BackgroundService
{
    /// <summary>Pause after an error that may persist, such as running out of file descriptors.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.Interrupted(logger, exception);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        heartbeat.Waiting();
        var arrival = await reader.WaitForCardAsync(cancellationToken);
        heartbeat.Busy();
        var outcome = await AnswerAsync(arrival, cancellationToken);
        events.Publish(outcome);
        Log.Tap(logger, ReasonTable.NameOf(outcome.Code), outcome.CardTime.TotalMilliseconds, outcome.TerminalTime.TotalMilliseconds);
    }

    private async ValueTask<CheckInOutcome> AnswerAsync(CardArrival arrival, CancellationToken cancellationToken)
    {
        _ = reader.TakeCardTime();
        var outcome = await taps.AnswerAsync(arrival, cancellationToken);
        var card = reader.TakeCardTime();
        return outcome with { CardTime = card, TerminalTime = time.GetElapsedTime(arrival.Timestamp) - card };
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Information, "Tap: {Code}, card {CardMilliseconds:0} ms, terminal {TerminalMilliseconds:0} ms")]
        public static partial void Tap(ILogger logger, string code, double cardMilliseconds, double terminalMilliseconds);

        [LoggerMessage(102, LogLevel.Error, "An error occurred between two taps; waiting for the next card")]
        public static partial void Interrupted(ILogger logger, Exception exception);
    }
}
