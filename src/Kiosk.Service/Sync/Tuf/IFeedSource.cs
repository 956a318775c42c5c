namespace Kiosk.Service.Sync.Tuf;

/// <summary>Where a feed's files come from: a server, or the same tree on a stick. Nothing that comes from it is trusted.</summary>
internal interface IFeedSource
{
    /// <summary>Fetches one metadata file.</summary>
    /// <param name="fileName">As it stands in the folder of metadata: <c>3.root.json</c>, quoted.</param>
    /// <param name="maxLength">In bytes; more is never kept.</param>
    Task<FetchOutcome> FetchMetadataAsync(string fileName, long maxLength, CancellationToken cancellationToken);
}
