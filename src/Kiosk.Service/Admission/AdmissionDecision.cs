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
    public sealed record Admit(Attendee Attendee, ReasonCode Flag = ReasonCode.None) : AdmissionDecision;

    /// <summary>Already present; nothing changes.</summary>
    public sealed record AlreadyCheckedIn(Attendee Attendee, DateTimeOffset At, string Door) : AdmissionDecision;

    /// <summary>Refuse.</summary>
    /// <param name="Opens">When check-in opens, for <see cref="ReasonCode.AdmissionTooEarly"/>.</param>
    /// <param name="Door">The door on the invitation, for <see cref="ReasonCode.AdmissionWrongDoor"/>.</param>
    public sealed record Deny(ReasonCode Code, DateTimeOffset? Opens = null, string? Door = null) : AdmissionDecision;

    /// <summary>The card could not be read, or the terminal cannot judge any card at present; the member may place the card again. Nothing is recorded against it.</summary>
    public sealed record TryAgain(ReasonCode Code) : AdmissionDecision;
}
