using Kiosk.Feed.Records;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>The decision on one tap, before it is recorded.</summary>
internal abstract record AdmissionDecision
{
    private AdmissionDecision()
    {
    }

    /// <summary>Admit to the meeting, or accept the procedure.</summary>
    /// <param name="Flag">Why a clerk should check the entry, if the policy said record and flag; otherwise <see cref="ReasonCode.None"/>.</param>
    /// <param name="IsReturn">The person came before and had gone out.</param>
    public sealed record Admit(Attendee Attendee, ReasonCode Flag = ReasonCode.None, bool IsReturn = false) : AdmissionDecision;

    /// <summary>Record that the person goes out for a while.</summary>
    /// <param name="Already">When it was recorded, for a second tap in a row, which records nothing; null to record it now.</param>
    public sealed record Leave(Attendee Attendee, DateTimeOffset? Already = null) : AdmissionDecision;

    /// <summary>The card of an operator, which opens the operator's menu.</summary>
    /// <param name="Name">Null where no names are shown.</param>
    public sealed record OpenMenu(CardTag Operator, string? Name) : AdmissionDecision;

    /// <summary>The card of an operator at a door without staff, which ends an alarm or lets somebody come in again.</summary>
    public sealed record Acknowledge(CardTag Operator) : AdmissionDecision;

    /// <summary>The card of a clerk, which opens or closes a procedure desk.</summary>
    public sealed record TurnDesk(CardTag Clerk, bool IsOpen) : AdmissionDecision;

    /// <summary>The old card of a member who receives a new one; nothing is recorded until the new one is placed.</summary>
    public sealed record AwaitNewCard(OldCard Old) : AdmissionDecision;

    /// <summary>The card of a member who looks at their own record.</summary>
    /// <param name="IsAsked">The holder placed it once more, and sees the record now.</param>
    public sealed record LookAtRecord(CardTag Card, Member Member, bool IsAsked) : AdmissionDecision;

    /// <summary>Already present; nothing changes.</summary>
    public sealed record AlreadyCheckedIn(Attendee Attendee, DateTimeOffset At, string Door) : AdmissionDecision;

    /// <summary>Refuse.</summary>
    /// <param name="Opens">When check-in opens, for <see cref="ReasonCode.AdmissionTooEarly"/>.</param>
    /// <param name="Door">The door on the invitation, for <see cref="ReasonCode.AdmissionWrongDoor"/>.</param>
    public sealed record Deny(ReasonCode Code, DateTimeOffset? Opens = null, string? Door = null) : AdmissionDecision;

    /// <summary>The card could not be read, or the terminal cannot judge any card at present; the member may place the card again. Nothing is recorded against it.</summary>
    public sealed record TryAgain(ReasonCode Code) : AdmissionDecision;
}
