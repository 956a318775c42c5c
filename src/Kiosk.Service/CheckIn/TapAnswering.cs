using Kiosk.Cards;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Checks one person in, by card or by invitation, and gives an answer even if that fails. One at a time: whoever comes is looked up and recorded before the next is looked up.</summary>
internal sealed partial class TapAnswering(TapContextSource contexts, CheckInPipeline pipeline, OutageAnswers outages, CheckInEvents events, ILogger<TapAnswering> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public ValueTask<CheckInOutcome> AnswerAsync(CardArrival arrival, CancellationToken cancellationToken) => InTurnAsync(
        context =>
        {
            events.Reading();
            return pipeline.CheckInAsync(arrival, context, cancellationToken);
        },
        cancellationToken);

    /// <param name="code">As the scanner read it.</param>
    public ValueTask<CheckInOutcome> AnswerAsync(string code, CancellationToken cancellationToken) => InTurnAsync(context => ValueTask.FromResult(pipeline.CheckIn(code, context)), cancellationToken);

    public void Dispose() => turn.Dispose();

    private async ValueTask<CheckInOutcome> InTurnAsync(Func<TapContext, ValueTask<CheckInOutcome>> checkIn, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await checkIn(contexts.Begin());
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
        finally
        {
            turn.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Error, "A tap failed unexpectedly and was refused")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
