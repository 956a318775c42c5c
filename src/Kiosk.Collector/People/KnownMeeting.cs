using Kiosk.Feed.Records;

namespace Kiosk.Collector.People;

/// <summary>A meeting as imported.</summary>
/// <param name="Province">Whose folder it came from.</param>
internal sealed record KnownMeeting(string Province, Meeting Meeting)
{
    /// <summary>When check-in of the first session opens.</summary>
    public DateTimeOffset Opens => Meeting.Sessions.Min(session => session.Opens);

    /// <summary>When the last session closes.</summary>
    public DateTimeOffset Closes => Meeting.Sessions.Max(session => session.Closes);
}
