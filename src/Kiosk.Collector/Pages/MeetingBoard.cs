using System.Collections.Concurrent;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.People;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Pages;

/// <summary>
/// Draws meetings from the database. A picture is drawn anew when something arrives, and every few seconds for what another process stored; a roster is read anew after an import; however many look on, one at a time is drawn.
/// </summary>
internal sealed class MeetingBoard(JournalStore journals, PeopleStore people, ArrivalHub hub, TimeProvider time)
{
    private static readonly TimeSpan MaxFrameAge = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Drawn> meetings = new(StringComparer.Ordinal);

    /// <param name="session">Null for the newest with arrivals, else the first.</param>
    /// <returns>Null if nothing is known of the meeting.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<MeetingPicture?> FindAsync(string meeting, string? session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var drawn = await ReadAsync(meeting, now, cancellationToken);
        if (drawn.Known is null && drawn.Lists.Count == 0)
        {
            meetings.TryRemove(meeting, out _);
            return null;
        }

        List<string> contexts = [.. (drawn.Known?.Meeting.Sessions.Select(one => $"{meeting}/{one.Id}") ?? []).Union(drawn.Lists.Select(list => list.Context), StringComparer.Ordinal)];
        var context = session is not null && contexts.Contains($"{meeting}/{session}") ? $"{meeting}/{session}" : NewestOf(drawn) ?? contexts[0];
        var list = drawn.Lists.FirstOrDefault(one => one.Context == context) ?? new(context, [], [], []);
        var silent = await SilentAsync(list, now, cancellationToken);
        return new(meeting, drawn.Known, contexts, list, drawn.Convened, drawn.Known is { } known ? AttendanceFigures.Of(known.Meeting, drawn.Convened, drawn.Lists, list) : null, silent, drawn.At) { Halls = drawn.Halls };
    }

    /// <returns>How many records there are, and a task that ends with the next.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<(int Count, Task Changed)> FollowAsync(string meeting, CancellationToken cancellationToken) => (await hub.OpenAsync(meeting, cancellationToken)).Now;

    private async Task<Drawn> ReadAsync(string meeting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var drawn = meetings.GetOrAdd(meeting, _ => new());
        await drawn.Gate.WaitAsync(cancellationToken);
        try
        {
            // Before the database is read: what arrives meanwhile makes the picture stale.
            var (_, changed) = (await hub.OpenAsync(meeting, cancellationToken)).Now;
            if (drawn.Changed is not { IsCompleted: false } || now - drawn.At > MaxFrameAge)
            {
                var collected = await journals.ArrivalsAsync(meeting, cancellationToken);
                drawn.Halls = OtherHalls.Of(hub.Learned(meeting), collected);
                drawn.Lists = AttendanceList.Of([.. collected, .. drawn.Halls?.Frames ?? []]);
                (drawn.At, drawn.Changed) = (now, changed);
            }

            var imports = await people.ImportsAsync(cancellationToken);
            if (drawn.Imports != imports)
            {
                drawn.Known = await people.FindMeetingAsync(meeting, cancellationToken);
                drawn.Convened = drawn.Known is null ? [] : await people.ConvenedAsync(meeting, cancellationToken);
                drawn.Imports = imports;
            }

            return drawn;
        }
        finally
        {
            drawn.Gate.Release();
        }
    }

    private async Task<IReadOnlyList<SilentTerminal>> SilentAsync(AttendanceList list, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var doors = list.Present.Select(person => person.First.TerminalId).Where(terminal => !terminal.EndsWith(Desk.DeskJournal.IdSuffix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await journals.TerminalsAsync(cancellationToken)).Where(terminal => doors.Contains(terminal.TerminalId))
                .Select(terminal => new SilentTerminal(terminal.TerminalId, hub.LastHeard(terminal.TerminalId) is { } heard && heard > terminal.LastSeen ? heard : terminal.LastSeen))
                .Where(terminal => now - terminal.Since > SilentAfter),
        ];
    }

    private static string? NewestOf(Drawn drawn) => drawn.Lists.Where(list => list.Present.Count > 0).MaxBy(list => list.Present[^1].First.At)?.Context;

    private sealed class Drawn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public IReadOnlyList<AttendanceList> Lists { get; set; } = [];

        public IReadOnlyList<ConvenedPerson> Convened { get; set; } = [];

        public KnownMeeting? Known { get; set; }

        public OtherHalls? Halls { get; set; }

        public Task? Changed { get; set; }

        public DateTimeOffset At { get; set; }

        public string? Imports { get; set; }
    }
}
