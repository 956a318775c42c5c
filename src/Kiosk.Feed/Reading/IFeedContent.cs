namespace Kiosk.Feed.Reading;

/// <summary>A published feed's files, on a server or in a folder. What they hold is untrusted.</summary>
public interface IFeedContent
{
    /// <summary>Its address or folder, for people.</summary>
    string Place { get; }

    /// <param name="path">From the feed's folder, such as <c>metadata/timestamp.json</c>.</param>
    /// <param name="maxLength">In bytes.</param>
    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="FeedReadException">It cannot be read, or is longer.</exception>
    Task<byte[]?> ReadAsync(string path, long maxLength, CancellationToken cancellationToken);
}
