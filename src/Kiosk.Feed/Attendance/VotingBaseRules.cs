using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>
/// The number that a vote's share is taken of (24-QĐ/TW, 9.3). At a congress of delegates: the mandates whose delegate or alternate came to any session. At a meeting of members: those convened with the right to
/// vote, without the exempt who stayed away and without those excused throughout; whoever is absent without reason stays in it. Members who are elsewhere, suspended or prosecuted are not on the roster with a vote.
/// At a committee: its members convened.
/// </summary>
public static class VotingBaseRules
{
    /// <returns>Null for a kind of meeting at which nobody votes.</returns>
    public static int? Of(MeetingKind kind, MeetingRules rules, IEnumerable<AttendanceLine> lines)
    {
        var mandates = new HashSet<CardTag>();
        var isAny = false;
        foreach (var line in lines)
        {
            if (!rules.FlagsFor(kind, line.Entry).Within(line.AsArrived).CountsForVotingBase)
            {
                continue;
            }

            isAny = true;
            if (IsIn(kind, line))
            {
                mandates.Add(Roster.MandateOf(line.Entry));
            }
        }

        return isAny ? mandates.Count : null;
    }

    private static bool IsIn(MeetingKind kind, AttendanceLine line) => line.Came || line.CameBefore || kind switch
    {
        MeetingKind.DelegateCongress => false,
        _ => !line.IsExcused && line.Entry.Class is not AttendeeClass.MemberExempt,
    };
}
