using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>The limits of the client workflow. Lengths are in bytes, for files without a signed length.</summary>
internal sealed record TufClientOptions
{
    public int MaxRoot { get; init; } = 512 * 1024;

    public int MaxTimestamp { get; init; } = 16 * 1024;

    public int MaxSnapshot { get; init; } = 2 * 1024 * 1024;

    public int MaxTargets { get; init; } = 8 * 1024 * 1024;

    /// <summary>Maximum number of root rotations per refresh; the next refresh continues from there.</summary>
    public int MaxRootRotations { get; init; } = 1024;

    /// <summary>Maximum number of delegated roles searched per target.</summary>
    public int MaxRoleCount { get; init; } = DelegationSearch.DefaultRoleCount;

    /// <summary>What to do about expired but otherwise valid metadata.</summary>
    public ExpiryRule ExpiryRule { get; init; }

    /// <summary>Versions once in force: nothing older is trusted, whatever the store contains.</summary>
    public FeedVersions Floor { get; init; } = FeedVersions.None;

    /// <summary>Whether target file names start with their hash under consistent snapshots.</summary>
    public bool PrefixTargetsWithHash { get; init; } = true;

    /// <summary>The maximum length of a metadata file: its signed length, or the given limit if none is signed.</summary>
    public static long BoundOf(MetaFile stated, int bound) => long.Min(stated.Length ?? bound, MetadataParser.MaxLength);
}
