using Kiosk.Cards;
using Kiosk.Service.Feedback;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Answers taps that the terminal cannot decide; none of these answers blames the card.</summary>
internal sealed partial class OutageAnswers(ServiceFailure failure, CacheDamage damage, FeedbackMap feedback, TimeProvider time, ILogger<OutageAnswers> logger)
{
    /// <param name="cause">The exception that revealed the outage.</param>
    public CheckInOutcome Answer(OutOfService outage, Exception cause)
    {
        damage.Note(cause);
        if (outage.Code is ReasonCode.TerminalJournal or ReasonCode.TerminalOutOfService)
        {
            failure.Report(outage);
        }

        Log.OutOfService(logger, ReasonTable.NameOf(outage.Code), outage.Detail);
        // The resting screen already says what the terminal waits for; the answer to a tap says that the card is not at fault.
        return new CheckInOutcome(
            outage.Code,
            outage.Code is ReasonCode.ClockUntrusted or ReasonCode.ClockBehind ? FeedbackMap.ForTryAgain(outage.Code) : feedback.ForOutOfService(outage.Code, outage.Notice))
        {
            Instant = time.GetUtcNow(),
        };
    }

    /// <summary>The answer to a tap that failed unexpectedly.</summary>
    public CheckInOutcome AnswerFault(string detail) =>
        new(ReasonCode.CardReaderFault, FeedbackMap.ForCardReadFailure(new CardReadResult.Faulted(CardFault.Reader, detail))) { Instant = time.GetUtcNow() };

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Error, "Out of service: {Code}: {Detail}")]
        public static partial void OutOfService(ILogger logger, string code, string detail);
    }
}
