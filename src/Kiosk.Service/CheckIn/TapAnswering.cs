using Kiosk.Cards;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Checks one card in, and gives an answer even if that fails.</summary>
internal sealed partial class TapAnswering(TapContextSource contexts, CheckInPipeline pipeline, OutageAnswers outages, CheckInEvents events, ILogger<TapAnswering> logger)
{
    public async ValueTask<CheckInOutcome> AnswerAsync(CardArrival arrival, CancellationToken cancellationToken)
    {
        try
        {
            var context = contexts.Begin();
            events.Reading();
            return await pipeline.CheckInAsync(arrival, context, cancellationToken);
        }
        catch (Exception exception) when (OutOfService.Of(exception) is { } outage)
        {
            return outages.Answer(outage, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug triggered by one card must not stop the queue: refuse this card, log the error, serve the next.
            Log.Failed(logger, exception);
            return outages.AnswerFault(exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Error, "A tap failed unexpectedly and was refused")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
