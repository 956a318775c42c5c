using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>Cards of one delegation whose certificates end before a meeting does: the terminal would refuse them.</summary>
/// <param name="Delegation">Empty for people without one.</param>
/// <param name="First">When the first of them ends.</param>
public sealed record EndingCards(string Delegation, int Count, DateTimeOffset First)
{
    /// <param name="roster">Of the meeting.</param>
    public static IReadOnlyList<EndingCards> Of(Meeting meeting, IEnumerable<RosterEntry> roster)
    {
        return
        [
            .. roster.Where(entry => EndsEarly(meeting, entry.CertificateUntil)).GroupBy(entry => entry.Delegation ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new EndingCards(group.Key, group.Count(), group.Min(entry => entry.CertificateUntil!.Value))),
        ];
    }

    /// <summary>Whether a certificate ends before the meeting does; false where nobody knows.</summary>
    public static bool EndsEarly(Meeting meeting, DateTimeOffset? certificateUntil) => certificateUntil < meeting.Sessions.Max(session => session.Closes);
}
