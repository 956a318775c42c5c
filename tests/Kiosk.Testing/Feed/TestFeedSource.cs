using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Testing.Feed;

/// <summary>A test feed as the client sees it; records requests.</summary>
internal sealed class TestFeedSource(TestFeed feed) : IFeedSource
{
    private readonly List<string> requests = [];

    /// <summary>The file names requested since the last call.</summary>
    public IReadOnlyList<string> TakeRequests()
    {
        string[] taken = [.. requests];
        requests.Clear();
        return taken;
    }

    /// <summary>Whether requests fail.</summary>
    public bool IsUnreachable { get; set; }

    public Task<FetchOutcome> FetchMetadataAsync(string fileName, long maxLength, CancellationToken cancellationToken)
    {
        requests.Add(fileName);
        return Task.FromResult<FetchOutcome>(
            IsUnreachable ? new FetchOutcome.Unreachable(Fault("the cable is out"))
            : !feed.Files.TryGetValue(fileName, out var content) ? new FetchOutcome.NotFound(Fault("not there"))
            : content.Length > maxLength ? new FetchOutcome.TooLong(Fault($"longer than {maxLength} bytes"))
            : new FetchOutcome.Fetched(content));
    }

    private static FetchFault Fault(string cause) => new(Phrase.Untranslated(cause), Phrase.Untranslated(""));
}
