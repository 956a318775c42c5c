using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>What became of one refresh of the metadata. Whatever was verified on the way is kept, whatever the end.</summary>
internal abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>Root, timestamp, snapshot and targets are trusted.</summary>
    /// <param name="HasChanged">Whether any of them is new since the last refresh.</param>
    /// <param name="Expired">Those that are in order but for their age; only under <see cref="ExpiryRule.Flag"/>. Who uses them must record and show it.</param>
    public sealed record Refreshed(bool HasChanged, IReadOnlyCollection<ExpiredRole> Expired) : RefreshOutcome
    {
        /// <summary>What is amiss with the source although everything came; null where nothing is.</summary>
        public string? Remark { get; init; }
    }

    /// <summary>The source offers what must not be trusted. <see cref="RefusalReason.Expired"/> is told apart.</summary>
    public sealed record Refused(MetadataRefusal Refusal) : RefreshOutcome;

    /// <summary>The source does not have, or does not send, what is needed.</summary>
    public sealed record Unreachable(string Sentence) : RefreshOutcome;
}

/// <summary>What is known about one target.</summary>
internal abstract record TargetOutcome
{
    private TargetOutcome()
    {
    }

    /// <summary>A trusted role vouches for it.</summary>
    /// <param name="Role">Which one.</param>
    /// <param name="Location">The file below the folder of targets, quoted for an address.</param>
    public sealed record Found(string Path, TargetFile File, string Role, string Location) : TargetOutcome;

    /// <summary>No role that may speak about the path knows it.</summary>
    public sealed record NotFound(string Sentence) : TargetOutcome;

    /// <inheritdoc cref="RefreshOutcome.Refused"/>
    public sealed record Refused(MetadataRefusal Refusal) : TargetOutcome;

    /// <inheritdoc cref="RefreshOutcome.Unreachable"/>
    public sealed record Unreachable(string Sentence) : TargetOutcome;
}

/// <summary>What became of loading one targets role.</summary>
internal abstract record RoleOutcome
{
    private RoleOutcome()
    {
    }

    /// <summary>The role's metadata is trusted.</summary>
    public sealed record Loaded(TargetsMetadata Metadata) : RoleOutcome;

    /// <inheritdoc cref="RefreshOutcome.Refused"/>
    public sealed record Refused(MetadataRefusal Refusal) : RoleOutcome;

    /// <inheritdoc cref="RefreshOutcome.Unreachable"/>
    public sealed record Unreachable(string Sentence) : RoleOutcome;
}
