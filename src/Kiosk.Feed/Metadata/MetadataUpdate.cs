namespace Kiosk.Feed.Metadata;

/// <summary>What became of metadata that was offered to a <see cref="TrustedMetadataSet"/>.</summary>
public abstract record MetadataUpdate
{
    private MetadataUpdate()
    {
    }

    /// <summary>It is trusted now, and should be kept.</summary>
    public sealed record Accepted : MetadataUpdate
    {
        internal static readonly Accepted Instance = new();
    }

    /// <summary>What was trusted before still holds, and nothing need be kept.</summary>
    public sealed record Unchanged : MetadataUpdate
    {
        internal static readonly Unchanged Instance = new();
    }

    /// <summary>It is not trusted; what was trusted before is untouched.</summary>
    public sealed record Refused(MetadataRefusal Refusal) : MetadataUpdate;
}

/// <summary>Why metadata is not trusted.</summary>
/// <param name="Role">Whose metadata it was to be.</param>
/// <param name="Sentence">For an operator.</param>
public sealed record MetadataRefusal(RefusalReason Reason, string Role, string Sentence);

/// <summary>The kinds of refusal.</summary>
public enum RefusalReason
{
    /// <summary>No metadata of that type, or larger than allowed.</summary>
    Malformed = 0,

    /// <summary>Too few of the right keys signed: an arbitrary-software attack.</summary>
    Signatures,

    /// <summary>Older than what is trusted: a rollback attack.</summary>
    Rollback,

    /// <summary>Another version, length or hash than the role above states: a mix-and-match attack.</summary>
    Mismatch,

    /// <summary>In order but for its age: a freeze attack, or nobody published.</summary>
    Expired,

    /// <summary>The snapshot does not list the role, or nobody delegates to it.</summary>
    NotListed,

    /// <summary>In order, but of another feed than was in force.</summary>
    OtherFeed,
}

/// <summary>What is done about metadata that is in order but for its age. Signed policy chooses; nothing is ever accepted silently.</summary>
public enum ExpiryRule
{
    /// <summary>Refused, as the specification has it.</summary>
    Refuse = 0,

    /// <summary>Accepted, and listed in <see cref="TrustedMetadataSet.Expired"/>: whoever asked must record and show it.</summary>
    Flag,
}

/// <summary>A role whose trusted metadata had expired when the update started.</summary>
public sealed record ExpiredRole(string Role, DateTimeOffset Expires);
