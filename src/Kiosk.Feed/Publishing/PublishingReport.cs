using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>The result of a publication.</summary>
/// <param name="Snapshot">Version of the feed's snapshot.</param>
/// <param name="Timestamp">Version of the timestamp, which always increases.</param>
public sealed record PublishingReport(long Root, long Timestamp, long Snapshot, long Targets, DateTimeOffset Expires, IReadOnlyList<SetReport> Sets, int RemovedFiles)
{
    /// <summary>Roles that are due but were not renewed because their keys are not at hand.</summary>
    public IReadOnlyList<PostponedRole> Postponed { get; init; } = [];
}

/// <summary>A role whose file was kept although more than half of its lifetime is over.</summary>
/// <param name="Expires">When its signed content expires.</param>
public sealed record PostponedRole(string Role, DateTimeOffset Expires);

/// <summary>The result for one set.</summary>
/// <param name="Version">The set's version.</param>
/// <param name="IsChanged">Whether it has a new version.</param>
/// <param name="Changes">Number of lines in the delta from the previous version; null if there is none.</param>
/// <param name="SnapshotBytes">Download size.</param>
/// <param name="DeltaBytes">Download size; null if no delta is offered.</param>
public sealed record SetReport(string Province, string Class, long Version, int Rows, bool IsChanged, int? Changes, long SnapshotBytes, long? DeltaBytes);

/// <summary>Progress of a publication.</summary>
/// <param name="What">The file or set being published.</param>
public readonly record struct PublishingProgress(Phrase What);
