namespace Kiosk.Service.Cache;

/// <summary>How many rows there are of each kind in <see cref="GenerationTables.Trust"/>; each set says its own number (<see cref="CachedSet.Rows"/>).</summary>
internal sealed record CacheCounts
{
    public int Anchors { get; init; }

    public int Issuers { get; init; }

    public int Crls { get; init; }

    /// <summary>Entries of all CRLs together.</summary>
    public int Revocations { get; init; }

    /// <summary>Rows that the entries fill.</summary>
    public int RevocationChunks { get; init; }

    public int Procedures { get; init; }
}
