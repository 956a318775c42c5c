using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage.Migrations;
using Kiosk.Journal;

namespace Kiosk.Collector.Storage;

/// <summary>The collected journals.</summary>
internal sealed class JournalStore(IDatabase database)
{
    private const string SelectArrivals =
        "SELECT terminal, bytes FROM frame WHERE mode = 1 AND outcome IN (1, 2, 5, 6, 7, 8, 9, 10) AND context LIKE @meeting ESCAPE '!' ORDER BY instant, terminal, sequence";

    private const string SelectStarts =
        """
        SELECT f.terminal, f.context FROM frame f
        JOIN (SELECT terminal, MAX(sequence) AS newest FROM frame WHERE mode = 4 AND outcome = 4 AND context LIKE 'service.started%' GROUP BY terminal) s
        ON f.terminal = s.terminal AND f.sequence = s.newest
        """;

    private const string SelectProcedures =
        "SELECT context, terminal, COUNT(*) FROM frame WHERE mode = 2 AND outcome = 1 AND instant >= @from AND instant < @until GROUP BY context, terminal ORDER BY context, terminal";

    private const string SelectForks = "SELECT terminal, sequence, hash, first_seen, last_seen, times FROM fork ORDER BY terminal, sequence";

    /// <summary>Brings the database to this program's schema.</summary>
    /// <exception cref="StorageException">The database cannot be used, or was made by a newer program.</exception>
    public Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken) => SchemaMigrator.RunAsync(database, cancellationToken);

    /// <summary>Does work on one terminal's journal in a transaction; the work commits.</summary>
    /// <exception cref="StorageException">The database cannot be used; nothing was changed, unless it failed while committing.</exception>
    public Task<T> ChangeAsync<T>(string terminal, DateTimeOffset now, Func<TerminalTransaction, Task<T>> work, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var transaction = await TerminalTransaction.BeginAsync(database, terminal, now, cancellationToken);
        return await work(transaction);
    });

    /// <summary>Every terminal that was ever heard of, by id.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<TerminalStanding>> TerminalsAsync(CancellationToken cancellationToken) =>
        ReadAsync(session => session.QueryAsync($"{TerminalRow.Select} ORDER BY terminal", TerminalRow.Read, cancellationToken), cancellationToken);

    /// <returns>Null if the terminal was never heard of.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<TerminalStanding?> FindTerminalAsync(string terminal, CancellationToken cancellationToken) => ReadAsync(
        async session => (await session.QueryAsync($"{TerminalRow.Select} WHERE terminal = @terminal", TerminalRow.Read, cancellationToken, ("terminal", terminal))).FirstOrDefault(), cancellationToken);

    /// <returns>The newest receipt of a terminal for at most so many frames; null if there is none.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<StoredReceipt?> NewestReceiptAsync(string terminal, ulong maxSize, CancellationToken cancellationToken) => ReadAsync(
        async session => (await session.QueryAsync(
            ReceiptRow.SelectNewest, ReceiptRow.Read, cancellationToken, ("terminal", terminal), ("size", (long)Math.Min(maxSize, long.MaxValue)))).FirstOrDefault(),
        cancellationToken);

    /// <summary>A meeting's arrivals at all doors and the support desk's corrections, by the doors' own clocks.</summary>
    /// <param name="meeting">The meeting's id; all its sessions.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<CollectedFrame>> ArrivalsAsync(string meeting, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            SelectArrivals,
            row => CollectedFrame.Decode(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            ("meeting", $"{Escape(meeting)}/%")),
        cancellationToken);

    /// <summary>Cards checked for a procedure, and refused cards, at all terminals in a time, by the terminals' own clocks.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<CollectedFrame>> ProceduresAndRefusalsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            "SELECT terminal, bytes FROM frame WHERE (mode = 2 OR outcome = 3) AND instant >= @from AND instant < @until ORDER BY instant, terminal, sequence",
            row => CollectedFrame.Decode(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            ("from", StoredInstant.Of(from)),
            ("until", StoredInstant.Of(until))),
        cancellationToken);

    /// <summary>Every frame that contradicted a stored one.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<ForkAlarm>> ForksAsync(CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            SelectForks,
            row => new ForkAlarm(
                row.GetString(0), (ulong)row.GetInt64(1), row.GetFieldValue<byte[]>(2), StoredInstant.Read(row.GetInt64(3)), StoredInstant.Read(row.GetInt64(4)), (ulong)row.GetInt64(5)),
            cancellationToken),
        cancellationToken);

    /// <summary>The version of each terminal's program, as its newest collected start recorded it.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<Dictionary<string, string>> VersionsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(session => session.QueryAsync(SelectStarts, row => (Terminal: row.GetString(0), TerminalNote.Parse(row.GetString(1)).Version), cancellationToken), cancellationToken))
            .Where(start => start.Version is not null).ToDictionary(start => start.Terminal, start => start.Version!, StringComparer.Ordinal);

    /// <summary>How often each procedure was recorded at each terminal.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<ProcedureCount>> ProceduresAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            SelectProcedures,
            row => new ProcedureCount(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            cancellationToken,
            ("from", StoredInstant.Of(from)),
            ("until", StoredInstant.Of(until))),
        cancellationToken);

    private Task<T> ReadAsync<T>(Func<DatabaseSession, Task<T>> read, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await read(session);
    });

    private static string Escape(string text) => text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
