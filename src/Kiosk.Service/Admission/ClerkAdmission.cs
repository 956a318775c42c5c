using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// What comes before any procedure: a clerk's card opens the desk, and closes it when placed again, so that nobody serves themselves. Another clerk's card takes the desk over where no procedure is chosen;
/// where one is, it is a member's like any other. Whoever is barred from meetings serves no desk.
/// </summary>
internal sealed class ClerkAdmission(StandingRules standing)
{
    /// <param name="flag">Why a clerk should check the entry: such a card opens nothing.</param>
    /// <returns>Null if the card is to be treated as a member's.</returns>
    public AdmissionDecision? Decide(AdmissionMode mode, VerifiedCard card, Member? member, DateTimeOffset instant, ReasonCode flag)
    {
        var desk = mode.Desk;
        if (flag is ReasonCode.None && member is not null && member.Has(Duty.Clerk) && standing.AtDoor(member, VietnamCalendar.DateOf(instant)) is Standing.Full)
        {
            var tag = CardTag.Of(card.Uuid.Span);
            if (desk.Clerk == tag)
            {
                return new AdmissionDecision.TurnDesk(tag, IsOpen: false);
            }

            if (desk.AwaitsClerk || mode is AdmissionMode.AwaitingChoice)
            {
                return new AdmissionDecision.TurnDesk(tag, IsOpen: true);
            }
        }

        return desk.AwaitsClerk ? new AdmissionDecision.Deny(ReasonCode.AdmissionNoClerk) : null;
    }
}
