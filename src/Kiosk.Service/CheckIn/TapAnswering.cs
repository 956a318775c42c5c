using Kiosk.Cards;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Has one card checked in, and answers also where that cannot be.</summary>
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
            return outages.Answer(outage);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug met by one card must not stop the queue: refuse this one, keep the record, serve the next.
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
