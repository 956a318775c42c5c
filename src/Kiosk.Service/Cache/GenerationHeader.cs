namespace Kiosk.Service.Cache;

/// <summary>What a generation says of itself; written last, so that a file that was not finished has none.</summary>
/// <param name="Format">Version of the layout of tables and rows.</param>
/// <param name="BuiltAt">The terminal's clock at the build.</param>
/// <param name="NewestData">The newest thisUpdate among its CRLs, whose signatures were checked: the world is at least this old. Null without any CRL.</param>
internal sealed record GenerationHeader(int Format, long Number, DateTimeOffset BuiltAt, DateTimeOffset? NewestData, CacheCounts Counts)
{
    public const int CurrentFormat = 1;
}

/// <summary>How many rows of each kind a generation holds.</summary>
/// <param name="Revocations">Entries of all CRLs together.</param>
/// <param name="RevocationChunks">Rows they fill.</param>
internal sealed record CacheCounts(
    int Anchors,
    int Issuers,
    int Crls,
    int Revocations,
    int RevocationChunks,
    int Members,
    int Meetings,
    int Invitations,
    int Procedures);
