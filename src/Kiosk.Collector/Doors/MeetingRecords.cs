using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Doors;

/// <summary>What is stored of a meeting: the journals collected here, and what the upstream collector told of doors in other halls.</summary>
/// <param name="Collected">By the doors' own clocks.</param>
/// <param name="Halls">Null where nothing was heard of other halls.</param>
/// <param name="HasUpstream">Whether there is a collector that could tell of them.</param>
internal sealed record MeetingRecords(IReadOnlyList<CollectedFrame> Collected, OtherHalls? Halls, bool HasUpstream)
{
    public IReadOnlyList<CollectedFrame> All { get; } = [.. Collected, .. Halls?.Frames ?? []];

    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<MeetingRecords> ReadAsync(JournalStore journals, ToldStore told, string meeting, CancellationToken cancellationToken)
    {
        var collected = await journals.ArrivalsAsync(meeting, cancellationToken);
        return new(collected, OtherHalls.Of(await told.FindAsync(meeting, cancellationToken), collected), await told.HasUpstreamAsync(cancellationToken));
    }
}
