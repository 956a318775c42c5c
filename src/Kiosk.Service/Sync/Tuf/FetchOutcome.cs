namespace Kiosk.Service.Sync.Tuf;

/// <summary>What became of one request for a file.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>The whole file, within its bound.</summary>
    public sealed record Fetched(ReadOnlyMemory<byte> Content) : FetchOutcome;

    /// <summary>The source answers, and has no such file.</summary>
    public sealed record NotFound(string Sentence) : FetchOutcome;

    /// <summary>The file is longer than it may be (an endless-data attack).</summary>
    public sealed record TooLong(string Sentence) : FetchOutcome;

    /// <summary>The source does not answer, breaks off, or sends too slowly (a slow-retrieval attack).</summary>
    public sealed record Unreachable(string Sentence) : FetchOutcome;
}
