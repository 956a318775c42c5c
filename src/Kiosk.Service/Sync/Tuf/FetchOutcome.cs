namespace Kiosk.Service.Sync.Tuf;

/// <summary>The outcome of a request for a file.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>The whole file, within its maximum length.</summary>
    public sealed record Fetched(ReadOnlyMemory<byte> Content) : FetchOutcome;

    /// <summary>The file was not fetched.</summary>
    public abstract record Failed : FetchOutcome
    {
        private protected Failed(FetchFault fault) => Fault = fault;

        public FetchFault Fault { get; }
    }

    /// <summary>The source has no such file.</summary>
    public sealed record NotFound(FetchFault Fault) : Failed(Fault);

    /// <summary>The source sends something other than the file: a page, a redirect that is not followed, or an unrelated response. It may not have the file.</summary>
    public sealed record Foreign(FetchFault Fault) : Failed(Fault);

    /// <summary>The file exceeds its maximum length (endless-data attack).</summary>
    public sealed record TooLong(FetchFault Fault) : Failed(Fault);

    /// <summary>The source does not answer, breaks off, or sends too slowly (slow-retrieval attack).</summary>
    public sealed record Unreachable(FetchFault Fault) : Failed(Fault);
}
