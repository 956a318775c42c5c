using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Admission;

/// <summary>
/// Admission to one procedure: checks the member's record, then the catalogue's dates. A member may return with the same case any number of times, so there is no
/// "already in" here.
/// </summary>
internal sealed class ProcedureAdmission(AdmissionRules rules)
{
    /// <param name="flag">Why a clerk should check the entry, or <see cref="ReasonCode.None"/>.</param>
    /// <exception cref="ArgumentException">The procedure key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode.ForProcedure mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
        var today = VietnamCalendar.DateOf(instant);
        var standing = dossier.Member is { } member ? rules.Standing.AtProcedure(member, today) : Standing.NotAMember;
        if (standing is not Standing.Full)
        {
            return new AdmissionDecision.Deny(standing is Standing.NotAMember ? ReasonCode.AdmissionNotAMember : ReasonCode.AdmissionSuspended);
        }

        if (!mode.Procedure.IsValidOn(today))
        {
            return mode.Procedure.HasEndedBy(today)
                ? new AdmissionDecision.Deny(ReasonCode.AdmissionTooLate)
                : new AdmissionDecision.Deny(ReasonCode.AdmissionTooEarly, VietnamCalendar.StartOf(mode.Procedure.ValidFrom));
        }

        var tag = CardTag.Of(card.Uuid.Span);
        return mode.Procedure.Act is ProcedureAct.CardHandover ? HandOver(mode, tag, dossier.Member!, today, flag) : Admit(mode, tag, dossier.Member!, flag);
    }

    private static AdmissionDecision.Admit Admit(AdmissionMode.ForProcedure mode, CardTag tag, Member member, ReasonCode flag) =>
        new(new Attendee(Pseudonym.ForProcedure(mode, tag).ToArray(), tag, member.Name), flag);

    // The old card first, then the new one: both are read, so that neither number has to be typed.
    private static AdmissionDecision HandOver(AdmissionMode.ForProcedure mode, CardTag tag, Member member, DateOnly today, ReasonCode flag)
    {
        if (!IsOfficial(member, today))
        {
            return new AdmissionDecision.Deny(ReasonCode.AdmissionNotOfficial);
        }

        if (mode.OldCard is not { } old || old.Tag == tag)
        {
            return new AdmissionDecision.AwaitNewCard(OldCard.Of(tag, member));
        }

        return old.IsHeldBy(member) && Admit(mode, tag, member, flag) is var admit
            ? admit with { Attendee = admit.Attendee with { Replaces = old.Tag } }
            : new AdmissionDecision.Deny(ReasonCode.AdmissionOtherHolder);
    }

    // Directive 51-CT/TW: new cards are for official members who hold one, whatever else their record says.
    private static bool IsOfficial(Member member, DateOnly date) =>
        member.Periods.Any(period => period.Status is MemberStatus.Official && period.Covers(date)) && !member.Periods.Any(period => period.Status is MemberStatus.Probationary && period.Covers(date));
}
