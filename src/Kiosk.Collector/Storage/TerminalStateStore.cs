using Kiosk.Collector.Journals;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Storage;

/// <summary>What terminals say of themselves, and what was refused of them.</summary>
internal sealed class TerminalStateStore(IDatabase database)
{
    private const string Upsert =
        """
        INSERT INTO terminal_state (terminal, received, body) VALUES (@terminal, @now, @body)
        ON CONFLICT (terminal) DO UPDATE SET received = excluded.received, body = excluded.body
        """;

    private const string Count =
        """
        INSERT INTO refusal (terminal, code, first_frame, last_frame, first_seen, last_seen, times) VALUES (@terminal, @code, @first, @last, @now, @now, 1)
        ON CONFLICT (terminal, code, first_frame) DO UPDATE SET last_frame = excluded.last_frame, last_seen = excluded.last_seen, times = refusal.times + 1
        """;

    // What was stored after all is settled.
    private const string SelectOpen =
        """
        SELECT r.terminal, r.code, r.first_frame, r.last_frame, r.first_seen, r.last_seen, r.times FROM refusal r LEFT JOIN terminal t ON t.terminal = r.terminal
        WHERE r.first_frame = 0 OR r.code = 'fork' OR r.last_frame > COALESCE(t.contiguous, 0) ORDER BY r.last_seen DESC, r.terminal, r.first_frame
        """;

    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task SaveAsync(string terminal, TerminalState state, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(Upsert, cancellationToken, ("terminal", terminal), ("now", StoredInstant.Of(now)), ("body", System.Text.Encoding.UTF8.GetString(state.Encode())));

    /// <summary>By terminal; one whose state an older program stored in a form of its own is left out.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<IReadOnlyDictionary<string, ReportedState>> AllAsync(CancellationToken cancellationToken) =>
        (await QueryAsync(
            "SELECT terminal, received, body FROM terminal_state",
            row => (Terminal: row.GetString(0), Received: StoredInstant.Read(row.GetInt64(1)), State: Parse(row.GetString(2))),
            cancellationToken)).Where(row => row.State is not null).ToDictionary(row => row.Terminal, row => new ReportedState(row.Received, row.State!), StringComparer.Ordinal);

    /// <summary>Counts a refusal.</summary>
    /// <param name="journal">Its name (<see cref="JournalName"/>).</param>
    /// <param name="first">0 if the batch could not be read.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task RefuseAsync(string journal, string code, ulong first, ulong last, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        Count,
        cancellationToken,
        ("terminal", journal),
        ("code", code),
        ("first", (long)Math.Min(first, long.MaxValue)),
        ("last", (long)Math.Min(last, long.MaxValue)),
        ("now", StoredInstant.Of(now)));

    /// <summary>Refusals of what is still not stored, the newest first.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<RefusedUpload>> RefusalsAsync(CancellationToken cancellationToken) => QueryAsync(
        SelectOpen,
        row => new RefusedUpload(
            JournalName.TerminalOf(row.GetString(0)), row.GetString(1), (ulong)row.GetInt64(2), (ulong)row.GetInt64(3), StoredInstant.Read(row.GetInt64(4)), StoredInstant.Read(row.GetInt64(5)), (ulong)row.GetInt64(6)),
        cancellationToken);

    private static TerminalState? Parse(string body)
    {
        try
        {
            return TerminalState.Parse(System.Text.Encoding.UTF8.GetBytes(body));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Task<bool> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string, object)[] parameters) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        await session.ExecuteAsync(sql, cancellationToken, parameters);
        await session.CommitAsync(cancellationToken);
        return true;
    });

    private Task<List<T>> QueryAsync<T>(string sql, Func<System.Data.Common.DbDataReader, T> read, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await session.QueryAsync(sql, read, cancellationToken);
    });
}
