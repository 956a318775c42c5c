using System.Globalization;
using Kiosk.Collector.Events;
using Kiosk.Collector.Journals;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Storage;

/// <summary>Changes to one terminal's collected journal, all or none of them. Others who would change it wait.</summary>
internal sealed class TerminalTransaction : IAsyncDisposable
{
    private const string InsertTerminal =
        """
        INSERT INTO terminal (terminal, contiguous, highest, last_hash, subtrees, pending_note, receipt_size, receipt_note, verifier_key, first_seen, last_seen)
        VALUES (@terminal, 0, 0, @hash, @empty, '', 0, '', '', @now, @now) ON CONFLICT (terminal) DO NOTHING
        """;

    private const string UpdateTerminal =
        """
        UPDATE terminal SET contiguous = @contiguous, highest = @highest, last_hash = @hash, subtrees = @subtrees, pending_note = @pending, receipt_size = @size, receipt_note = @note, verifier_key = @key, last_seen = @now
        WHERE terminal = @terminal
        """;

    private const string InsertReceipt = "INSERT INTO receipt (terminal, size, subtrees, note) VALUES (@terminal, @size, @signed, @note);";

    private const string InsertFork =
        """
        INSERT INTO fork (terminal, sequence, hash, bytes, first_seen, last_seen, times) VALUES (@terminal, @sequence, @hash, @bytes, @now, @now, 1)
        ON CONFLICT (terminal, sequence, hash) DO UPDATE SET last_seen = excluded.last_seen, times = fork.times + 1
        """;

    private readonly IDatabase database;
    private readonly DatabaseSession session;

    private TerminalTransaction(IDatabase database, DatabaseSession session, TerminalStanding standing) => (this.database, this.session, Standing) = (database, session, standing);

    /// <summary>As it was when the transaction began.</summary>
    public TerminalStanding Standing { get; }

    /// <summary>Begins the first transaction of a journal with an empty standing.</summary>
    /// <param name="key">That the journal is signed with.</param>
    /// <param name="isReplaced">Whether a terminal's earlier key is no longer in force: until then nothing is begun under another, and its frames are held against the journal that is there.</param>
    public static async Task<TerminalTransaction> BeginAsync(IDatabase database, string terminal, NoteKey key, Func<NoteKey, bool> isReplaced, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var opened = await DatabaseSession.BeginAsync(database, cancellationToken);
        try
        {
            var first = await TakeAsync(database, opened, terminal, now, cancellationToken);
            return new(database, opened, first.IsOf(key) ? first : await FindAsync(database, opened, JournalName.Of(terminal, key), cancellationToken) is { } later ? later
                : await AreAllReplacedAsync(opened, terminal, isReplaced, cancellationToken) ? await TakeAsync(database, opened, JournalName.Of(terminal, key), now, cancellationToken)
                : first);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> AreAllReplacedAsync(DatabaseSession opened, string terminal, Func<NoteKey, bool> isReplaced, CancellationToken cancellationToken) =>
        (await opened.QueryAsync($"{TerminalRow.Select} WHERE terminal = @terminal OR substr(terminal, 1, length(@later)) = @later", TerminalRow.Read, cancellationToken, ("terminal", terminal), ("later", JournalName.Of(terminal))))
            .TrueForAll(journal => journal.Key is null || isReplaced(journal.Key));

    private static async Task<TerminalStanding> TakeAsync(IDatabase database, DatabaseSession opened, string journal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(database, opened, journal, cancellationToken) is not { } standing)
        {
            var genesis = ChainLink.Genesis(JournalName.TerminalOf(journal)).Hash.ToArray();
            await opened.ExecuteAsync(InsertTerminal, cancellationToken, ("terminal", journal), ("hash", genesis), ("empty", Array.Empty<byte>()), ("now", StoredInstant.Of(now)));
            // Another collector may have inserted it first, and gone on.
            standing = (await FindAsync(database, opened, journal, cancellationToken))!;
        }

        return standing;
    }

    private static async Task<TerminalStanding?> FindAsync(IDatabase database, DatabaseSession opened, string terminal, CancellationToken cancellationToken) =>
        (await opened.QueryAsync($"{TerminalRow.Select} WHERE terminal = @terminal{database.RowLock}", TerminalRow.Read, cancellationToken, ("terminal", terminal))).FirstOrDefault();

    /// <summary>Hashes of the stored frames from one number to another, both included, in order; missing ones are left out.</summary>
    public Task<List<FrameHash>> HashesAsync(ulong first, ulong last, CancellationToken cancellationToken) => session.QueryAsync(
        "SELECT sequence, hash FROM frame WHERE terminal = @terminal AND sequence BETWEEN @first AND @last ORDER BY sequence",
        row => new FrameHash((ulong)row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
        cancellationToken,
        ("terminal", Standing.Journal),
        ("first", (long)first),
        ("last", (long)Math.Min(last, long.MaxValue)));

    /// <returns>The hash that a stored frame states of the one before it; null if the frame is not stored.</returns>
    public async Task<ReadOnlyMemory<byte>?> PreviousHashOfAsync(ulong sequence, CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(
            "SELECT bytes FROM frame WHERE terminal = @terminal AND sequence = @sequence",
            row => row.GetFieldValue<byte[]>(0).AsMemory(JournalFrame.PreviousHashOffset, JournalFrame.HashLength),
            cancellationToken,
            ("terminal", Standing.Journal),
            ("sequence", (long)sequence));
        return found.Count > 0 ? found[0] : null;
    }

    public Task InsertAsync(IReadOnlyList<VerifiedFrame> frames, CancellationToken cancellationToken) =>
        frames.Count == 0 ? Task.CompletedTask : database.InsertAsync(session.Transaction, Standing.Journal, frames, cancellationToken);

    /// <param name="signed">The tree of the receipt in <paramref name="after"/>, if it is new; null if it is stored.</param>
    public Task SaveAsync(TerminalStanding after, CompactRange? signed, CancellationToken cancellationToken) => session.ExecuteAsync(
        signed is null ? UpdateTerminal : $"{InsertReceipt}{UpdateTerminal}",
        cancellationToken,
        ("signed", signed?.Subtrees ?? []),
        ("size", (long)after.ReceiptSize),
        ("note", after.Receipt ?? ""),
        ("terminal", Standing.Journal),
        ("contiguous", (long)after.Contiguous),
        ("highest", (long)after.Highest),
        ("hash", after.LastHash.ToArray()),
        ("subtrees", after.Tree.Subtrees),
        ("pending", after.Pending?.Note.ToString() ?? ""),
        ("key", after.Key?.ToString() ?? ""),
        ("now", StoredInstant.Of(after.LastSeen)));

    /// <returns>The newest receipt for at most so many frames; null if there is none.</returns>
    public async Task<StoredReceipt?> NewestReceiptAsync(ulong maxSize, CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(
            ReceiptRow.SelectNewest, ReceiptRow.Read, cancellationToken, ("terminal", Standing.Journal), ("size", (long)Math.Min(maxSize, long.MaxValue)));
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Keeps a frame that contradicts what is stored.</summary>
    public Task AddForkAsync(VerifiedFrame frame, DateTimeOffset now, CancellationToken cancellationToken) => session.ExecuteAsync(
        InsertFork,
        cancellationToken,
        ("terminal", Standing.Journal),
        ("sequence", (long)frame.Entry.Sequence.Value),
        ("hash", frame.Entry.FrameHash.ToArray()),
        ("bytes", frame.Bytes.ToArray()),
        ("now", StoredInstant.Of(now)));

    /// <summary>Removes what was held against the terminal's first journal before it was known that these frames are of another.</summary>
    public async Task SettleAsync(IReadOnlyList<VerifiedFrame> frames, CancellationToken cancellationToken)
    {
        var terminal = Standing.TerminalId;
        if (frames.Count == 0 || terminal == Standing.Journal || Convert.ToInt64(await session.ScalarAsync("SELECT COUNT(*) FROM fork WHERE terminal = @terminal", cancellationToken, ("terminal", terminal)), CultureInfo.InvariantCulture) == 0)
        {
            return;
        }

        foreach (var frame in frames)
        {
            await session.ExecuteAsync(
                "DELETE FROM fork WHERE terminal = @terminal AND sequence = @sequence AND hash = @hash", cancellationToken,
                ("terminal", terminal), ("sequence", (long)frame.Entry.Sequence.Value), ("hash", frame.Entry.FrameHash.ToArray()));
        }

        await session.ExecuteAsync(
            "DELETE FROM refusal WHERE terminal = @terminal AND code IN ('fork', 'broken-chain') AND first_frame >= @first AND last_frame <= @last", cancellationToken,
            ("terminal", terminal), ("first", (long)frames[0].Entry.Sequence.Value), ("last", (long)frames[^1].Entry.Sequence.Value));
    }

    /// <summary>Writes down what endpoints have to be told of this transaction's frames.</summary>
    public Task AddToOutboxAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken) => OutboxStore.AddAsync(session, entries, cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => session.CommitAsync(cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
