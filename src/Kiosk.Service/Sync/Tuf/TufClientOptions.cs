using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>The bounds of the client workflow. Lengths in bytes, for files whose length nobody signed.</summary>
internal sealed record TufClientOptions
{
    public int MaxRoot { get; init; } = 512 * 1024;

    public int MaxTimestamp { get; init; } = 16 * 1024;

    public int MaxSnapshot { get; init; } = 2 * 1024 * 1024;

    public int MaxTargets { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many root rotations one refresh follows; the next one goes on from there.</summary>
    public int MaxRootRotations { get; init; } = 1024;

    /// <summary>How many delegated roles a search for one target looks into.</summary>
    public int MaxRoleCount { get; init; } = DelegationSearch.DefaultRoleCount;

    /// <summary>What is done about metadata that is in order but for its age.</summary>
    public ExpiryRule ExpiryRule { get; init; }

    /// <summary>Versions that were in force: nothing older is trusted, whatever the store has kept.</summary>
    public FeedVersions Floor { get; init; } = FeedVersions.None;

    /// <summary>Whether the files of targets carry their hash in their name where snapshots are consistent.</summary>
    public bool PrefixTargetsWithHash { get; init; } = true;

    /// <summary>How much of a metadata file is taken: its signed length, or the bound where none is signed.</summary>
    public static long BoundOf(MetaFile stated, int bound) => long.Min(stated.Length ?? bound, MetadataParser.MaxLength);
}
