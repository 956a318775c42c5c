namespace Kiosk.Service.Sync.Tuf;

/// <summary>What became of one request for a file.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>The whole file, within its bound.</summary>
    public sealed record Fetched(ReadOnlyMemory<byte> Content) : FetchOutcome;

    /// <summary>The file did not come.</summary>
    public abstract record Failed : FetchOutcome
    {
        private protected Failed(FetchFault fault) => Fault = fault;

        public FetchFault Fault { get; }
    }

    /// <summary>The source answers, and has no such file.</summary>
    public sealed record NotFound(FetchFault Fault) : Failed(Fault);

    /// <summary>The source answers with something else than the file: a page, a redirect that is not followed, an answer to another question. It may have no such file.</summary>
    public sealed record Foreign(FetchFault Fault) : Failed(Fault);

    /// <summary>The file is longer than it may be (an endless-data attack).</summary>
    public sealed record TooLong(FetchFault Fault) : Failed(Fault);

    /// <summary>The source does not answer, breaks off, or sends too slowly (a slow-retrieval attack).</summary>
    public sealed record Unreachable(FetchFault Fault) : Failed(Fault);
}
