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

    /// <summary>A meeting that nobody asked for meanwhile is read from the database again by whoever asks next.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromHours(1);

    /// <summary>Doors say several times a second that they follow a meeting, pages every 15 seconds.</summary>
    private static readonly TimeSpan UseTime = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Followed> meetings = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, DateTimeOffset> heard = new(StringComparer.Ordinal);

    private volatile bool isBehind;

    /// <summary>Something of this journal was stored, frames or a receipt. Called by whoever stored it.</summary>
    public event Action<string>? Stored;

    /// <summary>What another collector told earlier, so that a new process knows it while that one cannot be reached; null if none does.</summary>
    public ToldStore? Told { get; init; }

    /// <summary>Whether the database could not be used lately: what doors record may not be known here, and no door is told that nothing happened.</summary>
    public bool IsBehind
    {
        get => isBehind;
        set => isBehind = value;
    }

    /// <summary>Ids of the meetings that are followed.</summary>
    public ICollection<string> Meetings => meetings.Keys;

    /// <summary>Ids of the meetings that somebody followed lately, those followed a moment ago first: one terminal may ask for any number, and holds few open.</summary>
    public IReadOnlyList<string> InUse => [.. meetings.Select(one => (one.Key, one.Value.UsedAt)).Where(one => time.GetElapsedTime(one.UsedAt) <= UseTime).OrderByDescending(one => one.UsedAt).Select(one => one.Key)];

    /// <summary>A terminal sent something, or holds its connection open.</summary>
    public void Hear(string terminalId) => heard[terminalId] = time.GetUtcNow();

    /// <returns>When a terminal was last heard of in this process; null if it was not.</returns>
    public DateTimeOffset? LastHeard(string terminalId) => heard.TryGetValue(terminalId, out var at) ? at : null;

    /// <summary>Whoever follows a meeting without asking anew says so at least every few minutes.</summary>
    public void Use(string meeting)
    {
        if (meetings.TryGetValue(meeting, out var followed))
        {
            followed.UsedAt = time.GetTimestamp();
        }
    }

    /// <param name="meeting">The meeting's id.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<MeetingArrivals> OpenAsync(string meeting, CancellationToken cancellationToken)
    {
        // In the dictionary before the database is read, so that what is stored in between is not missed.
        var followed = Follow(meeting);
        await followed.Reading.WaitAsync(cancellationToken);
        try
        {
            if (!followed.IsRead)
            {
                foreach (var frame in await ReadAsync(meeting, cancellationToken))
                {
                    Add(followed.Arrivals, frame.Journal, frame.Entry);
                }

                await RememberAsync(meeting, followed, cancellationToken);
                followed.IsRead = true;
            }
        }
        finally
        {
            followed.Reading.Release();
        }

        return followed.Arrivals;
    }

    /// <summary>Reads a meeting's arrivals again and tells of those that another process stored, from a stick.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task RefreshAsync(string meeting, CancellationToken cancellationToken)
    {
        var frames = await ReadAsync(meeting, cancellationToken);
        if (meetings.TryGetValue(meeting, out var followed) && followed.IsRead)
        {
            frames.ForEach(frame => Add(followed.Arrivals, frame.Journal, frame.Entry));
        }
    }

    /// <summary>Tells of frames that are stored; those told of before change nothing.</summary>
    /// <param name="journal">Its name (<see cref="JournalName"/>).</param>
    public void Publish(string journal, IReadOnlyList<JournalEntry> stored)
    {
        IsBehind = false;
        foreach (var entry in stored.Where(entry => entry.Record.IsPassage))
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

    private Followed Follow(string meeting)
    {
        // Nobody is handed a meeting that is being let go.
        lock (gate)
        {
            foreach (var (idle, _) in meetings.Where(one => time.GetElapsedTime(one.Value.UsedAt) > IdleTime))
            {
                meetings.TryRemove(idle, out _);
            }

            var followed = meetings.GetOrAdd(meeting, _ => new(new(NewOrigin())));
            followed.UsedAt = time.GetTimestamp();
            return followed;
        }
    }

    // Positions of an earlier process, or of before the meeting was let go, lie below: the last could be anywhere among the arrivals as they are read now.
    private ulong NewOrigin() => (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() << BitsForCount;

    private async Task RememberAsync(string meeting, Followed followed, CancellationToken cancellationToken)
    {
        if (Told is not null && await Told.FindAsync(meeting, cancellationToken) is var (arrivals, heardAt))
        {
            foreach (var arrival in arrivals)
            {
                followed.Arrivals.Add(position => arrival with { Position = position }, journal: null);
            }

            followed.HeardAt ??= heardAt;
        }
    }

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
        private long usedAt;

        public MeetingArrivals Arrivals => arrivals;

        public SemaphoreSlim Reading { get; } = new(1);

        public bool IsRead { get; set; }

        /// <summary>A timestamp of the clock.</summary>
        public long UsedAt
        {
            get => Volatile.Read(ref usedAt);
            set => Volatile.Write(ref usedAt, value);
        }

        /// <summary>When the upstream collector was last heard; null if it never was.</summary>
        public DateTimeOffset? HeardAt { get; set; }
    }
}
