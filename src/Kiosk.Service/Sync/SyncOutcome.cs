namespace Kiosk.Service.Sync;

/// <summary>How one sync ended. Whatever the end, what was in force before it still is, or something newer and whole.</summary>
internal abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>One sentence for an operator.</summary>
    public abstract string Sentence { get; }

    /// <summary>A new generation is in force.</summary>
    /// <param name="Problems">One sentence for each part that did not arrive; it is as it was.</param>
    public sealed record Applied(long Generation, IReadOnlyList<string> Problems) : SyncOutcome
    {
        public override string Sentence => string.Join(' ', Problems.Prepend($"Generation {Generation} is in use."));
    }

    /// <summary>The newest set is in force already.</summary>
    public sealed record NotModified : SyncOutcome
    {
        public override string Sentence => "Nothing changed.";
    }

    /// <summary>The source does not answer, or does not send all of it; what arrived is kept for the next try.</summary>
    public sealed record Unreachable(string What) : SyncOutcome
    {
        public override string Sentence => What;
    }

    /// <summary>The source offers what must not be trusted or cannot be used.</summary>
    public sealed record Refused(string What) : SyncOutcome
    {
        public override string Sentence => What;
    }
}
