namespace Kiosk.Service.Sync.Tuf;

/// <summary>The source of a feed's files: a server, or the same tree on a USB stick. Its content is untrusted.</summary>
internal interface IFeedSource
{
    /// <summary>Fetches one metadata file.</summary>
    /// <param name="fileName">The URL-encoded name in the folder of metadata, such as <c>3.root.json</c>.</param>
    /// <param name="maxLength">Maximum length in bytes.</param>
    Task<FetchOutcome> FetchMetadataAsync(string fileName, long maxLength, CancellationToken cancellationToken);
}
