using Kiosk.Cards;
using Kiosk.Service.Feedback;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Waits for cards, one after the other, and has each checked in. Whatever goes wrong with one card must not keep the next from being served.</summary>
internal sealed partial class CheckInLoop(
    MeteredReader reader,
    CheckInPipeline pipeline,
    Terminal terminal,
    CheckInEvents events,
    ILogger<CheckInLoop> logger) : BackgroundService
{
    /// <summary>After what may last, such as a process out of descriptors.</summary>
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
                await Task.Delay(Pause, terminal.Time, stoppingToken);
            }
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        terminal.Heartbeat.Waiting();
        var arrival = await reader.WaitForCardAsync(cancellationToken);
        terminal.Heartbeat.Busy();
        var outcome = await AnswerAsync(arrival, cancellationToken);
        events.Publish(outcome);
        Log.Tap(logger, ReasonTable.NameOf(outcome.Code), outcome.CardTime.TotalMilliseconds, outcome.TerminalTime.TotalMilliseconds);
    }

    private async ValueTask<CheckInOutcome> AnswerAsync(CardArrival arrival, CancellationToken cancellationToken)
    {
        _ = reader.TakeCardTime();
        var outcome = await TryCheckInAsync(arrival, cancellationToken);
        var card = reader.TakeCardTime();
        return outcome with { CardTime = card, TerminalTime = terminal.Time.GetElapsedTime(arrival.Timestamp) - card };
    }

    private async ValueTask<CheckInOutcome> TryCheckInAsync(CardArrival arrival, CancellationToken cancellationToken)
    {
        try
        {
            var context = terminal.ContextForTap();
            events.Reading();
            return await pipeline.CheckInAsync(arrival, context, cancellationToken);
        }
        catch (Exception exception) when (OutOfService.Of(exception) is { } outage)
        {
            return TurnAway(outage) with { Instant = terminal.Time.GetUtcNow() };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug met by one card must not stop the queue: refuse this one, keep the record, serve the next.
            Log.Failed(logger, exception);
            return new CheckInOutcome(ReasonCode.CardReaderFault, FeedbackMap.ForCardReadFailure(new CardReadResult.Faulted(CardFault.Reader, exception.Message)))
            {
                Instant = terminal.Time.GetUtcNow(),
            };
        }
    }

    private CheckInOutcome TurnAway(OutOfService outage)
    {
        if (outage.Code is ReasonCode.TerminalJournal or ReasonCode.TerminalOutOfService)
        {
            terminal.Failure.Report(outage);
        }

        Log.OutOfService(logger, ReasonTable.NameOf(outage.Code), outage.Detail);
        // The resting screen says what the terminal waits for; whoever taps hears that it is not the card.
        return new CheckInOutcome(
            outage.Code,
            outage.Code is ReasonCode.ClockUntrusted or ReasonCode.ClockBehind ? FeedbackMap.ForTryAgain(outage.Code) : terminal.Feedback.ForOutOfService(outage.Code, outage.Notice));
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Information, "Tap: {Code}, card {CardMilliseconds:0} ms, terminal {TerminalMilliseconds:0} ms")]
        public static partial void Tap(ILogger logger, string code, double cardMilliseconds, double terminalMilliseconds);

        [LoggerMessage(101, LogLevel.Error, "A tap failed unexpectedly and was refused")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(102, LogLevel.Error, "The machine failed between two taps; the next card is waited for")]
        public static partial void Interrupted(ILogger logger, Exception exception);

        [LoggerMessage(500, LogLevel.Error, "Out of service: {Code}: {Detail}")]
        public static partial void OutOfService(ILogger logger, string code, string detail);
    }
}
