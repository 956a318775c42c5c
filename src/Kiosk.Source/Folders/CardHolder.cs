using Kiosk.Feed.Records;

namespace Kiosk.Source.Folders;

/// <summary>What a roster has to know of a member: kept small, for there are hundreds of thousands.</summary>
/// <param name="Until">Until when the card's certificate is valid.</param>
/// <param name="OfficialSince">Of a member whose one status is that; else null.</param>
/// <param name="Periods">Of any other; else null.</param>
internal readonly record struct CardHolder(DateTimeOffset Until, string Name, DateOnly? OfficialSince, IReadOnlyList<MembershipPeriod>? Periods)
{
    public static CardHolder Of(DateTimeOffset until, string name, IReadOnlyList<MembershipPeriod> periods) =>
        periods is [{ Status: MemberStatus.Official, To: null, From: var since }] ? new(until, name, since, null) : new(until, name, null, periods);

    /// <summary>Whether the member takes part in full in every session: then the roster may vouch for them where their own record cannot be opened.</summary>
    public bool TakesPartIn(Meeting meeting)
    {
        var member = new Member(Name, "", "", Periods ?? [new(MemberStatus.Official, OfficialSince!.Value, null, null)]);
        return meeting.Sessions.All(session => StandingRules.Default.AtMeeting(meeting.Kind, member, VietnamTime.DateOf(session.Starts)) is Standing.Full);
    }
}
