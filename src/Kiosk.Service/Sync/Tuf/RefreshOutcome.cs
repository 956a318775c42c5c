using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>The outcome of a metadata refresh. Metadata verified before a failure is kept.</summary>
internal abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>Root, timestamp, snapshot and targets are trusted.</summary>
    /// <param name="HasChanged">Whether any of them has changed since the last refresh.</param>
    /// <param name="Expired">The expired but otherwise valid roles, only under <see cref="ExpiryRule.Flag"/>. Callers that use them must record and show this.</param>
    public sealed record Refreshed(bool HasChanged, IReadOnlyCollection<ExpiredRole> Expired) : RefreshOutcome
    {
        /// <summary>A problem with the source that did not affect the refresh; null if there is none.</summary>
        public Phrase? Remark { get; init; }
    }

    /// <summary>The source's metadata is not trusted. <see cref="RefusalReason.Expired"/> is distinguished.</summary>
    public sealed record Refused(MetadataRefusal Refusal) : RefreshOutcome;

    /// <summary>The source lacks, or does not send, a required file.</summary>
    public sealed record Unreachable(Phrase Sentence) : RefreshOutcome;
}

/// <summary>The result of a search for a target.</summary>
internal abstract record TargetOutcome
{
    private TargetOutcome()
    {
    }

    /// <summary>A trusted role lists it.</summary>
    /// <param name="Role">That role.</param>
    /// <param name="Location">URL-encoded path below the folder of targets.</param>
    public sealed record Found(string Path, TargetFile File, string Role, string Location) : TargetOutcome;

    /// <summary>No role trusted for the path lists it.</summary>
    public sealed record NotFound(string Sentence) : TargetOutcome;

    /// <inheritdoc cref="RefreshOutcome.Refused"/>
    public sealed record Refused(MetadataRefusal Refusal) : TargetOutcome;

    /// <inheritdoc cref="RefreshOutcome.Unreachable"/>
    public sealed record Unreachable(Phrase Sentence) : TargetOutcome;
}

/// <summary>The outcome of loading a targets role.</summary>
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
    public sealed record Unreachable(Phrase Sentence) : RoleOutcome;
}
