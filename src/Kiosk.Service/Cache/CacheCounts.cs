namespace Kiosk.Service.Cache;

/// <summary>How many rows of each kind a generation holds.</summary>
internal sealed record CacheCounts
{
    public int Anchors { get; init; }

    public int Issuers { get; init; }

    public int Crls { get; init; }

    /// <summary>Entries of all CRLs together.</summary>
    public int Revocations { get; init; }

    /// <summary>Rows that the entries fill.</summary>
    public int RevocationChunks { get; init; }

    public int Members { get; init; }

    public int Meetings { get; init; }

    public int Invitations { get; init; }

    public int Procedures { get; init; }
}
