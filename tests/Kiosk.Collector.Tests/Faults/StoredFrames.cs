using Kiosk.Collector.Storage;
using Kiosk.Journal;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>Counts what is stored, exactly.</summary>
internal static class StoredFrames
{
    /// <summary>Every frame of a journal is stored once, as it is, and none besides.</summary>
    public static async Task AssertOnceAsync(IDatabase database, CheckInJournal journal)
    {
        var stored = await ReadAsync(database, journal.TerminalId);
        var written = journal.Read().Select(entry => $"{entry.Sequence.Value} {Convert.ToHexString(entry.FrameHash.Span)}").ToList();
        Assert.Equal(written.Count, stored.Count);
        // One by one, so that a mistake names its place.
        Assert.All(written.Zip(stored), pair => Assert.Equal(pair.First, pair.Second));
    }

    /// <returns>Number and hash of each, in order.</returns>
    public static async Task<List<string>> ReadAsync(IDatabase database, string terminal)
    {
        await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
        return await session.QueryAsync(
            "SELECT sequence, hash FROM frame WHERE terminal = @terminal ORDER BY sequence", row => $"{row.GetInt64(0)} {Convert.ToHexString(row.GetFieldValue<byte[]>(1))}", CancellationToken.None, ("terminal", terminal));
    }

    public static async Task ChangeAsync(IDatabase database, string sql)
    {
        await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
        await session.ExecuteAsync(sql, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }
}
