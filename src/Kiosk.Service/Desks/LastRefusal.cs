using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Desks;

/// <summary>Why the last card was not taken and what the clerk can do, until the next card or for two minutes. Says nothing of whose card it was.</summary>
internal sealed class LastRefusal : IDisposable
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(2);

    private readonly CheckInEvents events;
    private readonly TimeProvider time;
    private Refusal? last;

    public LastRefusal(CheckInEvents events, TimeProvider time)
    {
        (this.events, this.time) = (events, time);
        events.Answered += Follow;
    }

    /// <returns>When the card came and the reason; null if the last card was taken, or came too long ago.</returns>
    public (DateTimeOffset At, Reason Reason)? Now =>
        Volatile.Read(ref last) is { } refusal && time.GetElapsedTime(refusal.Timestamp) < ShownFor ? (refusal.At, refusal.Reason) : null;

    public void Dispose() => events.Answered -= Follow;

    private void Follow(CheckInOutcome outcome) => Volatile.Write(
        ref last,
        IsRefusal(outcome) && ReasonTable.Find(outcome.Code) is { } reason ? new(outcome.Instant, reason, time.GetTimestamp()) : null);

    // A first tap that asks for a second is none.
    private static bool IsRefusal(CheckInOutcome outcome) =>
        outcome.Screen is Screen.Refused or Screen.Undecidable or Screen.TryAgain or Screen.OutOfService && outcome.Code is not (ReasonCode.AdmissionOldCard or ReasonCode.AdmissionRecordAsked);

    private sealed record Refusal(DateTimeOffset At, Reason Reason, long Timestamp);
}
