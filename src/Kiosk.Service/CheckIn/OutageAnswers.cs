using Kiosk.Cards;
using Kiosk.Service.Feedback;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Answers whoever taps where nothing can be decided: it is not the card.</summary>
internal sealed partial class OutageAnswers(ServiceFailure failure, FeedbackMap feedback, TimeProvider time, ILogger<OutageAnswers> logger)
{
    public CheckInOutcome Answer(OutOfService outage)
    {
        if (outage.Code is ReasonCode.TerminalJournal or ReasonCode.TerminalOutOfService)
        {
            failure.Report(outage);
        }

        Log.OutOfService(logger, ReasonTable.NameOf(outage.Code), outage.Detail);
        // The resting screen says what the terminal waits for; whoever taps hears that it is not the card.
        return new CheckInOutcome(
            outage.Code,
            outage.Code is ReasonCode.ClockUntrusted or ReasonCode.ClockBehind ? FeedbackMap.ForTryAgain(outage.Code) : feedback.ForOutOfService(outage.Code, outage.Notice))
        {
            Instant = time.GetUtcNow(),
        };
    }

    /// <summary>The answer where something failed that was not foreseen.</summary>
    public CheckInOutcome AnswerFault(string detail) =>
        new(ReasonCode.CardReaderFault, FeedbackMap.ForCardReadFailure(new CardReadResult.Faulted(CardFault.Reader, detail))) { Instant = time.GetUtcNow() };

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Error, "Out of service: {Code}: {Detail}")]
        public static partial void OutOfService(ILogger logger, string code, string detail);
    }
}
