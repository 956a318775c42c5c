using Kiosk.Feed.Records;
using Kiosk.Journal.Upload;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Reporting;

/// <summary>The meetings of the next days in the cache. Each generation is read through once, by the loop that reports.</summary>
internal sealed class MeetingsAtHand
{
    private const int MaxMeetings = 20;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    private long generation;
    private IReadOnlyList<(string Id, DateTimeOffset Opens, DateTimeOffset Closes)> all = [];
    private readonly Dictionary<string, int> invited = new(StringComparer.Ordinal);

    /// <exception cref="CacheException">A row is damaged, or this terminal is not let in to a province's data.</exception>
    public IReadOnlyList<MeetingAtHand> Of(CacheGeneration current, DateTimeOffset now)
    {
        if (current.Number != generation)
        {
            all = [.. current.MeetingIds.Select(current.FindMeeting).OfType<Meeting>().Select(meeting => (meeting.Id, meeting.Sessions.Min(one => one.Opens), meeting.Sessions.Max(one => one.Closes)))];
            invited.Clear();
            generation = current.Number;
        }

        return [.. all.Where(meeting => meeting.Closes > now && meeting.Opens < now + Ahead).OrderBy(meeting => meeting.Opens).Take(MaxMeetings).Select(meeting => new MeetingAtHand(meeting.Id, meeting.Opens, Count(current, meeting.Id)))];
    }

    private int Count(CacheGeneration current, string meeting)
    {
        if (!invited.TryGetValue(meeting, out var count))
        {
            invited[meeting] = count = current.Meetings.CountInvited(meeting);
        }

        return count;
    }
}
