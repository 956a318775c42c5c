namespace Kiosk.Feed.Metadata;

/// <summary>The result of offering metadata to a <see cref="TrustedMetadataSet"/>.</summary>
public abstract record MetadataUpdate
{
    private MetadataUpdate()
    {
    }

    /// <summary>The metadata is now trusted and should be stored.</summary>
    public sealed record Accepted : MetadataUpdate
    {
        internal static readonly Accepted Instance = new();
    }

    /// <summary>The previously trusted metadata still holds; nothing need be stored.</summary>
    public sealed record Unchanged : MetadataUpdate
    {
        internal static readonly Unchanged Instance = new();
    }

    /// <summary>The metadata is not trusted; previously trusted metadata is unaffected.</summary>
    public sealed record Refused(MetadataRefusal Refusal) : MetadataUpdate;
}

/// <summary>Why metadata was refused.</summary>
/// <param name="Role">The role the metadata was offered for.</param>
/// <param name="Sentence">For an operator.</param>
public sealed record MetadataRefusal(RefusalReason Reason, string Role, string Sentence)
{
    /// <summary>The same in Vietnamese; null where the sentence is a technical detail.</summary>
    public string? Vietnamese { get; init; }
}

/// <summary>The kinds of refusal.</summary>
public enum RefusalReason
{
    /// <summary>Not metadata of that type, or larger than allowed.</summary>
    Malformed = 0,

    /// <summary>Below the signature threshold: an arbitrary-software attack.</summary>
    Signatures,

    /// <summary>Older than trusted metadata: a rollback attack.</summary>
    Rollback,

    /// <summary>Version, length or hash differs from what the role above states: a mix-and-match attack.</summary>
    Mismatch,

    /// <summary>Valid except that it has expired: a freeze attack, or nobody published.</summary>
    Expired,

    /// <summary>The snapshot does not list the role, or no role delegates to it.</summary>
    NotListed,

    /// <summary>Valid, but from a different feed than was in force.</summary>
    OtherFeed,
}

/// <summary>How expired but otherwise valid metadata is treated, as chosen by signed policy. It is never accepted silently.</summary>
public enum ExpiryRule
{
    /// <summary>Refused, as the specification requires.</summary>
    Refuse = 0,

    /// <summary>Accepted and listed in <see cref="TrustedMetadataSet.Expired"/>; the caller must record and show it.</summary>
    Flag,
}

/// <summary>A role whose trusted metadata had expired at the start of the update.</summary>
public sealed record ExpiredRole(string Role, DateTimeOffset Expires);
