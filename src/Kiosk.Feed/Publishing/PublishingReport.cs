namespace Kiosk.Feed.Publishing;

/// <summary>What a publication did.</summary>
/// <param name="Snapshot">The version of the feed's snapshot.</param>
/// <param name="Timestamp">The version of the timestamp, which always rises.</param>
public sealed record PublishingReport(long Root, long Timestamp, long Snapshot, long Targets, DateTimeOffset Expires, IReadOnlyList<SetReport> Sets, int RemovedFiles)
{
    /// <summary>What is due and was not signed anew, because its keys are elsewhere.</summary>
    public IReadOnlyList<PostponedRole> Postponed { get; init; } = [];
}

/// <summary>A role whose last file stays although half of its lifetime is over.</summary>
/// <param name="Expires">Until when what it signed is good.</param>
public sealed record PostponedRole(string Role, DateTimeOffset Expires);

/// <summary>What became of one set.</summary>
/// <param name="Version">The set's.</param>
/// <param name="IsChanged">Whether it has a new version.</param>
/// <param name="Changes">Lines of the delta from the version before; null when there is none.</param>
/// <param name="SnapshotBytes">As downloaded.</param>
/// <param name="DeltaBytes">As downloaded; null when no delta is offered.</param>
public sealed record SetReport(string Province, string Class, long Version, int Rows, bool IsChanged, int? Changes, long SnapshotBytes, long? DeltaBytes);

/// <summary>How far a publication is.</summary>
/// <param name="What">The file or set at work.</param>
public readonly record struct PublishingProgress(string What);
