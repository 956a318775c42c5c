using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage.Migrations;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Storage;

/// <summary>The collected journals.</summary>
internal sealed class JournalStore(IDatabase database)
{
    // Contexts are compared by their bytes: those that begin with a meeting's id and a slash lie before its id and this.
    private const char BehindSlash = '0';

    internal const string SelectArrivals =
        "SELECT terminal, bytes FROM frame WHERE mode = 1 AND outcome IN (1, 2, 5, 6, 7, 8, 9, 10) AND context >= @from AND context < @until ORDER BY instant, terminal, sequence";

    private const string SelectPassages =
        "SELECT terminal, bytes FROM frame WHERE mode = 3 AND outcome IN (1, 7, 8) AND context >= @from AND context < @until AND instant >= @since ORDER BY instant, terminal, sequence";

    private const string SelectAlarms = "SELECT terminal, bytes FROM frame WHERE mode = 4 AND outcome = 4 AND context LIKE 'alarm.%' AND instant >= @from ORDER BY instant DESC, terminal, sequence DESC LIMIT 200";

    private const string SelectStarts =
        """
        SELECT f.terminal, f.context FROM frame f
        JOIN (SELECT terminal, MAX(sequence) AS newest FROM frame WHERE mode = 4 AND outcome = 4 AND context LIKE 'service.started%' GROUP BY terminal) s
        ON f.terminal = s.terminal AND f.sequence = s.newest
        JOIN terminal t ON t.terminal = f.terminal ORDER BY t.first_seen
        """;

    private const string SelectProcedures =
        "SELECT context, terminal, COUNT(*) FROM frame WHERE mode = 2 AND outcome = 1 AND instant >= @from AND instant < @until GROUP BY context, terminal ORDER BY context, terminal";

    private const string SelectForks = "SELECT terminal, sequence, hash, first_seen, last_seen, times FROM fork ORDER BY terminal, sequence";

    /// <summary>Brings the database to this program's schema.</summary>
    /// <exception cref="StorageException">The database cannot be used, or was made by a newer program.</exception>
    public Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken) => SchemaMigrator.RunAsync(database, cancellationToken);

    /// <summary>Does work on one terminal's journal in a transaction; the work commits.</summary>
    /// <inheritdoc cref="TerminalTransaction.BeginAsync"/>
    /// <exception cref="StorageException">The database cannot be used; nothing was changed, unless it failed while committing.</exception>
    public Task<T> ChangeAsync<T>(string terminal, NoteKey key, Func<NoteKey, bool> isReplaced, DateTimeOffset now, Func<TerminalTransaction, Task<T>> work, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var transaction = await TerminalTransaction.BeginAsync(database, terminal, key, isReplaced, now, cancellationToken);
        return await work(transaction);
    });

    /// <summary>Every terminal that was ever heard of, by id, with the journal that it writes now.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<List<TerminalStanding>> TerminalsAsync(CancellationToken cancellationToken) => [.. TerminalStanding.Current(await JournalsAsync(cancellationToken))];

    /// <summary>Every journal, also those that a terminal wrote before it was enrolled anew, by name.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<TerminalStanding>> JournalsAsync(CancellationToken cancellationToken) =>
        ReadAsync(session => session.QueryAsync($"{TerminalRow.Select} ORDER BY terminal", TerminalRow.Read, cancellationToken), cancellationToken);

    /// <param name="journal">Its name (<see cref="JournalName"/>).</param>
    /// <returns>Null if nothing is known of it.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<TerminalStanding?> FindAsync(string journal, CancellationToken cancellationToken) => ReadAsync(
        async session => (await session.QueryAsync($"{TerminalRow.Select} WHERE terminal = @terminal", TerminalRow.Read, cancellationToken, ("terminal", journal))).FirstOrDefault(), cancellationToken);

    /// <returns>The name of the journal that a terminal's key signs, whether anything of it is stored or not.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<string> NameAsync(string terminal, NoteKey key, CancellationToken cancellationToken) =>
        await FindAsync(terminal, cancellationToken) is { } first && !first.IsOf(key) ? JournalName.Of(terminal, key) : terminal;

    /// <param name="journal">Its name (<see cref="JournalName"/>).</param>
    /// <returns>The newest receipt of a journal for at most so many frames; null if there is none.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<StoredReceipt?> NewestReceiptAsync(string journal, ulong maxSize, CancellationToken cancellationToken) => ReadAsync(
        async session => (await session.QueryAsync(
            ReceiptRow.SelectNewest, ReceiptRow.Read, cancellationToken, ("terminal", journal), ("size", (long)Math.Min(maxSize, long.MaxValue)))).FirstOrDefault(),
        cancellationToken);

    /// <summary>A meeting's arrivals at all doors and the support desk's corrections, by the doors' own clocks.</summary>
    /// <param name="meeting">The meeting's id; all its sessions.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<CollectedFrame>> ArrivalsAsync(string meeting, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            SelectArrivals,
            row => CollectedFrame.Decode(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            ("from", $"{meeting}/"),
            ("until", $"{meeting}{BehindSlash}")),
        cancellationToken);

    /// <summary>Who passed a door without staff since an instant, at all of its terminals.</summary>
    /// <param name="point">As contexts begin (<see cref="JournalRecord.PointMark"/>), without the slash.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<CollectedFrame>> PassagesAsync(string point, DateTimeOffset from, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            SelectPassages,
            row => CollectedFrame.Decode(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            ("from", $"{point}/"),
            ("until", $"{point}{BehindSlash}"),
            ("since", StoredInstant.Of(from))),
        cancellationToken);

    /// <summary>What terminals recorded of alarms since an instant, the newest first; 200 at most.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<CollectedFrame>> AlarmsAsync(DateTimeOffset from, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(SelectAlarms, row => CollectedFrame.Decode(row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellationToken, ("from", StoredInstant.Of(from))),
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

    /// <summary>Procedures and members' answers about their own records, at all terminals in a time, by the terminals' own clocks: what may hold a request to the registry.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<CollectedFrame>> ForRegistryAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            "SELECT terminal, bytes FROM frame WHERE ((mode = 2 AND outcome = 1) OR (mode = 4 AND outcome = 4 AND context LIKE 'record.%')) AND instant >= @from AND instant < @until ORDER BY instant, terminal, sequence",
            row => CollectedFrame.Decode(row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            ("from", StoredInstant.Of(from)),
            ("until", StoredInstant.Of(until))),
        cancellationToken);

    /// <param name="journal">Its name (<see cref="JournalName"/>).</param>
    /// <returns>Null if it is not stored.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<CollectedFrame?> FrameAsync(string journal, ulong sequence, CancellationToken cancellationToken) => ReadAsync(
        async session => (await session.QueryAsync(
            "SELECT bytes FROM frame WHERE terminal = @terminal AND sequence = @sequence",
            row => CollectedFrame.Decode(journal, row.GetFieldValue<byte[]>(0)),
            cancellationToken,
            ("terminal", journal),
            ("sequence", (long)sequence))).FirstOrDefault(),
        cancellationToken);

    /// <summary>Every frame that contradicted a stored one.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<ForkAlarm>> ForksAsync(CancellationToken cancellationToken) => ReadAsync(
        session => session.QueryAsync(
            SelectForks,
            row => new ForkAlarm(
                JournalName.TerminalOf(row.GetString(0)), (ulong)row.GetInt64(1), row.GetFieldValue<byte[]>(2), StoredInstant.Read(row.GetInt64(3)), StoredInstant.Read(row.GetInt64(4)), (ulong)row.GetInt64(5)),
            cancellationToken),
        cancellationToken);

    /// <summary>The version of each terminal's program, as its newest collected start recorded it.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<Dictionary<string, string>> VersionsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(session => session.QueryAsync(SelectStarts, row => (Journal: row.GetString(0), TerminalNote.Parse(row.GetString(1)).Version), cancellationToken), cancellationToken))
            .Where(start => start.Version is not null).GroupBy(start => JournalName.TerminalOf(start.Journal), StringComparer.Ordinal).ToDictionary(own => own.Key, own => own.Last().Version!, StringComparer.Ordinal);

    /// <summary>How often each procedure was recorded at each terminal.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<List<ProcedureCount>> ProceduresAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var counts = await ReadAsync(
            session => session.QueryAsync(
                SelectProcedures,
                row => new ProcedureCount(row.GetString(0), JournalName.TerminalOf(row.GetString(1)), row.GetInt64(2)),
                cancellationToken,
                ("from", StoredInstant.Of(from)),
                ("until", StoredInstant.Of(until))),
            cancellationToken);
        return [.. counts.GroupBy(count => (count.Code, count.TerminalId)).Select(own => own.First() with { Number = own.Sum(count => count.Number) })];
    }

    private Task<T> ReadAsync<T>(Func<DatabaseSession, Task<T>> read, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await read(session);
    });
}
