using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>What the terminal answers to one tap, before it is recorded.</summary>
internal abstract record AdmissionDecision
{
    private AdmissionDecision()
    {
    }

    /// <summary>Let in, or take up the procedure.</summary>
    /// <param name="Flag">Why a clerk should look again, where the policy said record and flag; otherwise <see cref="ReasonCode.None"/>.</param>
    public sealed record Admit(Attendee Attendee, ReasonCode Flag = ReasonCode.None) : AdmissionDecision;

    /// <summary>Present already; nothing changes.</summary>
    public sealed record AlreadyCheckedIn(Attendee Attendee, DateTimeOffset At, string Door) : AdmissionDecision;

    /// <summary>Do not let in.</summary>
    /// <param name="Opens">When check-in opens, for <see cref="ReasonCode.AdmissionTooEarly"/>.</param>
    /// <param name="Door">The door that the list names, for <see cref="ReasonCode.AdmissionWrongDoor"/>.</param>
    public sealed record Deny(ReasonCode Code, DateTimeOffset? Opens = null, string? Door = null) : AdmissionDecision;

    /// <summary>The card could not be read, or the terminal cannot judge any card now; the same member may place it again. Nothing is recorded against the card.</summary>
    public sealed record TryAgain(ReasonCode Code) : AdmissionDecision;
}
