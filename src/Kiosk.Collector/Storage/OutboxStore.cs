using System.Data.Common;
using Kiosk.Collector.Events;

namespace Kiosk.Collector.Storage;

/// <summary>Events that endpoints have yet to be told of.</summary>
internal sealed class OutboxStore(IDatabase database)
{
    private const string Select = "SELECT terminal, id, endpoint, event, meeting, person, body, created, attempts, next_attempt, is_dead, last_error FROM outbox";
    private const string Key = "WHERE terminal = @terminal AND id = @id AND endpoint = @endpoint";

    private static readonly string[] Columns = ["terminal", "id", "endpoint", "event", "meeting", "person", "body", "created", "attempts", "next_attempt", "is_dead", "last_error"];

    /// <summary>A meeting that was over before that is old news.</summary>
    private static readonly TimeSpan MaxClosingAge = TimeSpan.FromDays(3);

    /// <summary>The oldest events that are due, in the order they were stored.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<OutboxEntry>> DueAsync(string endpoint, DateTimeOffset now, int max, CancellationToken cancellationToken) => QueryAsync(
        // Numbers as text ascend by length first.
        $"{Select} WHERE endpoint = @endpoint AND is_dead = 0 AND next_attempt <= @now ORDER BY created, terminal, length(id), id LIMIT @max",
        cancellationToken,
        ("endpoint", endpoint),
        ("now", StoredInstant.Of(now)),
        ("max", max));

    /// <summary>Everything, dead letters first.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<OutboxEntry>> ListAsync(CancellationToken cancellationToken) => QueryAsync($"{Select} ORDER BY is_dead DESC, endpoint, created, terminal, length(id), id", cancellationToken);

    public Task DeleteAsync(OutboxEntry entry, CancellationToken cancellationToken) => ExecuteAsync($"DELETE FROM outbox {Key}", cancellationToken, KeyOf(entry));

    /// <summary>Notes that an event was sent in vain.</summary>
    public Task FailAsync(OutboxEntry entry, int attempts, DateTimeOffset next, bool isDead, string error, CancellationToken cancellationToken) => ExecuteAsync(
        $"UPDATE outbox SET attempts = @attempts, next_attempt = @next, is_dead = @dead, last_error = @error {Key}",
        cancellationToken,
        [.. KeyOf(entry), ("attempts", attempts), ("next", StoredInstant.Of(next)), ("dead", isDead ? 1 : 0), ("error", error)]);

    /// <summary>Gives dead letters another three days.</summary>
    /// <param name="endpoint">Null for all.</param>
    /// <returns>How many there were.</returns>
    public Task<int> RetryAsync(string? endpoint, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        $"UPDATE outbox SET is_dead = 0, attempts = 0, created = @now, next_attempt = @now WHERE is_dead = 1{(endpoint is null ? "" : " AND endpoint = @endpoint")}",
        cancellationToken,
        endpoint is null ? [("now", StoredInstant.Of(now))] : [("now", StoredInstant.Of(now)), ("endpoint", endpoint)]);

    /// <summary>Adds the events of meetings that have closed, each once.</summary>
    /// <param name="eventsOf">By meeting id and the instant at which it closed.</param>
    public Task AddClosingsAsync(Func<string, DateTimeOffset, IReadOnlyList<OutboxEntry>> eventsOf, DateTimeOffset now, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var closed = await session.QueryAsync(
            "SELECT meeting, closes FROM meeting WHERE closes <= @now AND closes > @since AND NOT EXISTS (SELECT 1 FROM closing WHERE closing.meeting = meeting.meeting)",
            row => (Meeting: row.GetString(0), Closes: StoredInstant.Read(row.GetInt64(1))),
            cancellationToken,
            ("now", StoredInstant.Of(now)),
            ("since", StoredInstant.Of(now - MaxClosingAge)));
        foreach (var (meeting, closes) in closed)
        {
            await AddAsync(session, eventsOf(meeting, closes), cancellationToken);
            await session.ExecuteAsync("INSERT INTO closing (meeting, told) VALUES (@meeting, @now) ON CONFLICT (meeting) DO NOTHING", cancellationToken, ("meeting", meeting), ("now", StoredInstant.Of(now)));
        }

        await session.CommitAsync(cancellationToken);
        return true;
    });

    /// <summary>Adds events in a transaction; one that is there stays as it is.</summary>
    public static Task AddAsync(DatabaseSession session, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken) =>
        session.InsertAsync("outbox", Columns, entries.Select(RowOf), " ON CONFLICT (terminal, id, endpoint) DO NOTHING", cancellationToken);

    private static object[] RowOf(OutboxEntry entry) =>
        [entry.Terminal, entry.Id, entry.Endpoint, entry.Event, entry.Meeting, entry.Person.ToArray(), entry.Body, StoredInstant.Of(entry.Created), 0, StoredInstant.Of(entry.Created), 0, ""];

    private static (string, object)[] KeyOf(OutboxEntry entry) => [("terminal", entry.Terminal), ("id", entry.Id), ("endpoint", entry.Endpoint)];

    private static OutboxEntry Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<byte[]>(5), row.GetString(6), StoredInstant.Read(row.GetInt64(7)), row.GetInt32(8),
        StoredInstant.Read(row.GetInt64(9)), row.GetInt32(10) != 0, row.GetString(11));

    private Task<List<OutboxEntry>> QueryAsync(string sql, CancellationToken cancellationToken, params (string, object)[] parameters) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await session.QueryAsync(sql, Read, cancellationToken, parameters);
    });

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string, object)[] parameters) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var changed = await session.ExecuteAsync(sql, cancellationToken, parameters);
        await session.CommitAsync(cancellationToken);
        return changed;
    });
}
