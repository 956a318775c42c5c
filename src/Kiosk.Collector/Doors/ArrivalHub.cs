using System.Collections.Concurrent;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Doors;

/// <summary>Tells each door of a meeting of the arrivals at the others. A meeting is read from the database when the first door asks for it, and followed in memory from then on.</summary>
internal sealed class ArrivalHub(JournalStore store, TimeProvider time)
{
    private const int BitsForCount = 20;

    /// <summary>No rule of a door without staff remembers a passage for longer than a day; clocks differ.</summary>
    private static readonly TimeSpan PointMemory = TimeSpan.FromDays(2);

    private readonly ConcurrentDictionary<string, Followed> meetings = new(StringComparer.Ordinal);

    // Positions of an earlier process lie below: its last could be anywhere among this one's arrivals.
    private readonly ulong origin = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() << BitsForCount;

    private readonly ConcurrentDictionary<string, DateTimeOffset> heard = new(StringComparer.Ordinal);

    /// <summary>Something of this journal was stored, frames or a receipt. Called by whoever stored it.</summary>
    public event Action<string>? Stored;

    /// <summary>Ids of the meetings that are followed.</summary>
    public ICollection<string> Meetings => meetings.Keys;

    /// <summary>A terminal sent something, or holds its connection open.</summary>
    public void Hear(string terminalId) => heard[terminalId] = time.GetUtcNow();

    /// <returns>When a terminal was last heard of in this process; null if it was not.</returns>
    public DateTimeOffset? LastHeard(string terminalId) => heard.TryGetValue(terminalId, out var at) ? at : null;

    /// <param name="meeting">The meeting's id.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<MeetingArrivals> OpenAsync(string meeting, CancellationToken cancellationToken)
    {
        // In the dictionary before the database is read, so that what is stored in between is not missed.
        var followed = meetings.GetOrAdd(meeting, _ => new(new(origin)));
        await followed.Reading.WaitAsync(cancellationToken);
        try
        {
            if (!followed.IsRead)
            {
                foreach (var frame in await ReadAsync(meeting, cancellationToken))
                {
                    Add(followed.Arrivals, frame.Journal, frame.Entry);
                }

                followed.IsRead = true;
            }
        }
        finally
        {
            followed.Reading.Release();
        }

        return followed.Arrivals;
    }

    /// <summary>Tells of frames that were stored.</summary>
    /// <param name="journal">Its name (<see cref="JournalName"/>).</param>
    public void Publish(string journal, IReadOnlyList<JournalEntry> added)
    {
        foreach (var entry in added.Where(entry => entry.Record.IsPassage))
        {
            if (meetings.TryGetValue(entry.Record.Context.Split('/')[0], out var followed))
            {
                Add(followed.Arrivals, journal, entry);
            }
        }

        Stored?.Invoke(journal);
    }

    /// <summary>Tells of an arrival that another collector knows.</summary>
    /// <param name="arrival">Null if it says that there is nothing new.</param>
    public void Learn(string meeting, ArrivalOfOtherDoor? arrival)
    {
        if (meetings.TryGetValue(meeting, out var followed))
        {
            followed.HeardAt = time.GetUtcNow();
            if (arrival is null)
            {
                return;
            }

            followed.Arrivals.Add(position => arrival with { Position = position }, journal: null);
        }
    }

    /// <returns>What another collector told of a meeting, and when it was last heard; null if it never was in this process.</returns>
    public (IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt)? Learned(string meeting) =>
        meetings.TryGetValue(meeting, out var followed) && followed.HeardAt is { } at ? (followed.Arrivals.Learned, at) : null;

    private Task<List<CollectedFrame>> ReadAsync(string meeting, CancellationToken cancellationToken) => meeting.StartsWith(JournalRecord.PointMark, StringComparison.Ordinal)
        ? store.PassagesAsync(meeting, time.GetUtcNow() - PointMemory, cancellationToken)
        : store.ArrivalsAsync(meeting, cancellationToken);

    private static void Add(MeetingArrivals arrivals, string journal, JournalEntry entry)
    {
        if (ArrivalOfOtherDoor.Of(1, JournalName.TerminalOf(journal), entry) is { } arrival)
        {
            arrivals.Add(position => arrival with { Position = position }, journal);
        }
    }

    private sealed class Followed(MeetingArrivals arrivals)
    {
        public MeetingArrivals Arrivals => arrivals;

        public SemaphoreSlim Reading { get; } = new(1);

        public bool IsRead { get; set; }

        /// <summary>When the upstream collector was last heard; null if it never was.</summary>
        public DateTimeOffset? HeardAt { get; set; }
    }
}
