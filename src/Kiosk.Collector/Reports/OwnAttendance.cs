using Kiosk.Collector.Storage;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.Reports;

/// <summary>Answers members who asked for their own attendance of the last year: sessions that are over, by their line on the roster. Secret meetings are left out.</summary>
internal sealed class OwnAttendance(AttendanceFacts facts, PeopleStore people, TimeProvider time)
{
    /// <param name="cards">For each card that asked, every card that its holder had: rosters of former sessions have the old one.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<IReadOnlyDictionary<CardTag, PastAttendance>> OfAsync(IReadOnlyDictionary<CardTag, IReadOnlySet<CardTag>> cards, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sessions = cards.Keys.ToDictionary(card => card, _ => new List<(DateTimeOffset At, PastSession Session)>());
        foreach (var known in await people.MeetingsAsync(now.AddYears(-1), now, cancellationToken))
        {
            // Reading a meeting is the costly part: none is read for nobody.
            foreach (var session in cards.Count == 0 || known.Meeting.IsSecret ? [] : await facts.OfAsync(known.Meeting.Id, cancellationToken) ?? [])
            {
                Add(session, cards, sessions);
            }
        }

        return sessions.ToDictionary(
            own => own.Key,
            own => new PastAttendance(VietnamTime.DateOf(now), [.. own.Value.OrderByDescending(one => one.At).Take(PastAttendance.MaxSessions).Select(one => one.Session)]));
    }

    private static void Add(SessionAttendance session, IReadOnlyDictionary<CardTag, IReadOnlySet<CardTag>> cards, Dictionary<CardTag, List<(DateTimeOffset At, PastSession Session)>> sessions)
    {
        if (!session.IsOver)
        {
            return;
        }

        foreach (var (card, own) in cards)
        {
            if (session.Convened.FirstOrDefault(person => own.Contains(person.Person!.Tag)) is { } person)
            {
                sessions[card].Add((session.Session.Starts, new(VietnamTime.DateOf(session.Session.Starts), TitleOf(session), CameOf(person))));
            }
        }
    }

    private static string TitleOf(SessionAttendance session)
    {
        var meeting = session.Meeting.Meeting;
        var title = meeting.Sessions.Count > 1 ? $"{meeting.Title} – {session.Session.Title}" : meeting.Title;
        return title.Length <= PastAttendance.MaxTitle ? title : $"{title[..(PastAttendance.MaxTitle - 1)]}…";
    }

    private static CameAs CameOf(PersonAttendance person) => person.Presence switch
    {
        Presence.Present => person.IsLate ? CameAs.Late : CameAs.Present,
        Presence.AbsentWithReason => CameAs.AbsentWithReason,
        Presence.AbsentWithoutReason => CameAs.AbsentWithoutReason,
        _ => CameAs.Unknown,
    };
}
