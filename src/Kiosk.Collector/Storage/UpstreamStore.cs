using System.Data.Common;
using System.Text.Json;
using Kiosk.Collector.Journals;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Storage;

/// <summary>What is passed on to the upstream collector, and how far that has come.</summary>
internal sealed class UpstreamStore(IDatabase database)
{
    private const string Select = "SELECT terminal, address, progress, receipt_size, receipt_note, problem_vietnamese, problem_english, problem_since, last_answer FROM upstream";

    private const string Upsert =
        """
        INSERT INTO upstream (terminal, address, progress, receipt_size, receipt_note, problem_vietnamese, problem_english, problem_since, last_answer)
        VALUES (@terminal, @address, @progress, @size, @note, @vietnamese, @english, @since, @answer)
        ON CONFLICT (terminal) DO UPDATE SET address = excluded.address, progress = excluded.progress, receipt_size = excluded.receipt_size, receipt_note = excluded.receipt_note,
        problem_vietnamese = excluded.problem_vietnamese, problem_english = excluded.problem_english, problem_since = excluded.problem_since, last_answer = excluded.last_answer
        """;

    /// <summary>By journal; the connection's own first.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<PassedOn>> ListAsync(CancellationToken cancellationToken) => InSessionAsync(session => session.QueryAsync($"{Select} ORDER BY terminal", Read, cancellationToken), cancellationToken);

    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task SaveAsync(PassedOn passed, CancellationToken cancellationToken) => InSessionAsync(
        session => session.ExecuteAsync(
            Upsert,
            cancellationToken,
            ("terminal", passed.Journal),
            ("address", passed.Address),
            ("progress", JsonSerializer.Serialize(passed.Cursor, UploadCursorJson.Default.UploadCursor)),
            ("size", (long)passed.ReceiptSize),
            ("note", passed.Receipt ?? ""),
            ("vietnamese", passed.Problem?.Vietnamese ?? ""),
            ("english", passed.Problem?.English ?? ""),
            ("since", passed.Since is { } since ? StoredInstant.Of(since) : 0),
            ("answer", passed.LastAnswer is { } answer ? StoredInstant.Of(answer) : 0)),
        cancellationToken);

    /// <summary>A journal's stored frames from a number on, or from the next that is stored: as many as follow each other and one batch holds.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<FrameRun> RunFromAsync(string journal, ulong first, CancellationToken cancellationToken)
    {
        var rows = await InSessionAsync(
            session => session.QueryAsync(
                "SELECT sequence, bytes FROM frame WHERE terminal = @terminal AND sequence >= @first ORDER BY sequence LIMIT @max",
                row => (Sequence: (ulong)row.GetInt64(0), Bytes: row.GetFieldValue<byte[]>(1)),
                cancellationToken,
                ("terminal", journal),
                ("first", (long)first),
                ("max", UploadBatch.MaxFrames)),
            cancellationToken);
        var frames = new List<ReadOnlyMemory<byte>>();
        var length = 0;
        foreach (var (sequence, bytes) in rows)
        {
            if (sequence != rows[0].Sequence + (ulong)frames.Count || length + bytes.Length > UploadBatch.MaxFramesLength)
            {
                break;
            }

            frames.Add(bytes);
            length += bytes.Length;
        }

        return new(rows.Count == 0 ? first : rows[0].Sequence, frames);
    }

    /// <summary>Keeps the certificate of the key that signs a journal.</summary>
    /// <param name="certificate">DER.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task KeepCertificateAsync(string journal, byte[] certificate, CancellationToken cancellationToken) => InSessionAsync(
        session => session.ExecuteAsync(
            "INSERT INTO credential (terminal, certificate) VALUES (@terminal, @certificate) ON CONFLICT (terminal) DO UPDATE SET certificate = excluded.certificate",
            cancellationToken,
            ("terminal", journal),
            ("certificate", certificate)),
        cancellationToken);

    /// <returns>DER; null if nothing of the journal came over the network.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<byte[]?> CertificateAsync(string journal, CancellationToken cancellationToken) =>
        (byte[]?)await InSessionAsync(session => session.ScalarAsync("SELECT certificate FROM credential WHERE terminal = @terminal", cancellationToken, ("terminal", journal)), cancellationToken);

    private Task<T> InSessionAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var result = await work(session);
        await session.CommitAsync(cancellationToken);
        return result;
    });

    private static PassedOn Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        JsonSerializer.Deserialize(row.GetString(2), UploadCursorJson.Default.UploadCursor)!,
        (ulong)row.GetInt64(3),
        row.GetString(4) is { Length: > 0 } note ? note : null,
        row.GetString(6) is { Length: > 0 } english ? new Phrase(row.GetString(5), english) : null,
        row.GetInt64(7) is > 0 and var since ? StoredInstant.Read(since) : null,
        row.GetInt64(8) is > 0 and var answer ? StoredInstant.Read(answer) : null);
}
