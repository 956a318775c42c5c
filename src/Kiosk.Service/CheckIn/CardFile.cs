using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Verification;

namespace Kiosk.Service.CheckIn;

/// <summary>What the generation of one tap holds about a card, as far as the mode asks for it.</summary>
internal sealed record CardFile(VerifiedCard Card, Member? Member, RosterEntry? Invitation)
{
    // Verify-only looks nothing up unless it opens a door: what is not read cannot be shown or kept.
    /// <exception cref="CacheException">The cache cannot be read.</exception>
    public static CardFile Find(VerifiedCard card, TapSetting setting) => setting.Mode switch
    {
        AdmissionMode.AtMeeting meeting => new(
            card,
            MemberOf(card, setting.Generation),
            setting.Generation.FindInvitation(meeting.Meeting.Id, CardTag.Of(card.Uuid.Span))),
        AdmissionMode.ForProcedure or AdmissionMode.VerifyOnly { OpensDoor: true } => new(card, MemberOf(card, setting.Generation), Invitation: null),
        _ => new(card, Member: null, Invitation: null),
    };

    /// <returns>Null also for a record that this card does not open: it was sealed for another, and its holder is no member here.</returns>
    private static Member? MemberOf(VerifiedCard card, CacheGeneration generation)
    {
        try
        {
            return generation.OpenMember(card);
        }
        catch (CacheException exception) when (exception.Fault == CacheFault.Sealed)
        {
            return null;
        }
    }
}
