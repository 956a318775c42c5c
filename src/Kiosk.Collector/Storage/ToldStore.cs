using System.Text;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Storage;

/// <summary>What the upstream collector told of a meeting's doors in other halls, so that a report and the next start know it too.</summary>
internal sealed class ToldStore(IDatabase database)
{
    /// <summary>Adds arrivals of a meeting; those that are there already change nothing.</summary>
    /// <param name="heard">When the upstream collector last said something of the meeting.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task KeepAsync(string meeting, IReadOnlyList<ArrivalOfOtherDoor> arrivals, DateTimeOffset heard, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        await session.InsertAsync(
            "told",
            ["terminal", "sequence", "instant", "meeting", "body"],
            arrivals.Select(one => (object[])[one.Terminal, (long)one.Sequence, StoredInstant.Of(one.Instant), meeting, Encoding.UTF8.GetString(one.Encode())]),
            " ON CONFLICT (terminal, sequence, instant) DO NOTHING",
            cancellationToken);
        await session.ExecuteAsync(
            "INSERT INTO hearing (meeting, heard) VALUES (@meeting, @heard) ON CONFLICT (meeting) DO UPDATE SET heard = excluded.heard", cancellationToken, ("meeting", meeting), ("heard", StoredInstant.Of(heard)));
        await session.CommitAsync(cancellationToken);
        return true;
    });

    /// <returns>Null if the upstream collector never said anything of the meeting.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<(IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt)?> FindAsync(string meeting, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var arrivals = await session.QueryAsync(
            "SELECT body FROM told WHERE meeting = @meeting ORDER BY instant, terminal, sequence", row => ArrivalOfOtherDoor.Parse(Encoding.UTF8.GetBytes(row.GetString(0))), cancellationToken, ("meeting", meeting));
        return await session.ScalarAsync("SELECT heard FROM hearing WHERE meeting = @meeting", cancellationToken, ("meeting", meeting)) is long heard
            ? ((IReadOnlyList<ArrivalOfOtherDoor>)arrivals, StoredInstant.Read(heard))
            : ((IReadOnlyList<ArrivalOfOtherDoor>, DateTimeOffset)?)null;
    });

    /// <returns>Whether this collector passes journals on to another, or did.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<bool> HasUpstreamAsync(CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await session.ScalarAsync("SELECT 1 FROM upstream WHERE terminal = ''", cancellationToken) is not null;
    });
}
