namespace Kiosk.Service.Sync;

/// <summary>How one sync ended. Whatever the end, what was in force before it still is, or something newer and whole.</summary>
internal abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>For an operator: what happened, and what to do about it.</summary>
    public string Sentence => Remark is null ? Outcome : $"{Outcome} {Remark}";

    /// <summary>What is amiss with the source although the sync did not suffer from it; null where nothing is.</summary>
    public string? Remark { get; init; }

    private protected abstract string Outcome { get; }

    /// <summary>A new generation is in force.</summary>
    /// <param name="Problems">One for each reason why parts did not arrive; they are as they were.</param>
    public sealed record Applied(long Generation, IReadOnlyList<string> Problems) : SyncOutcome
    {
        private protected override string Outcome => string.Join(' ', Problems.Prepend($"Generation {Generation} is in use."));
    }

    /// <summary>The newest set is in force already.</summary>
    public sealed record NotModified : SyncOutcome
    {
        private protected override string Outcome => "Nothing changed.";
    }

    /// <summary>The source does not answer, or does not send all of it; what arrived is kept for the next try.</summary>
    public sealed record Unreachable(string What) : SyncOutcome
    {
        private protected override string Outcome => What;
    }

    /// <summary>The source offers what must not be trusted or cannot be used.</summary>
    public sealed record Refused(string What, SyncFault Fault = SyncFault.Unusable) : SyncOutcome
    {
        private protected override string Outcome => What;
    }

    /// <summary>It made way for a stick; what arrived is kept for the next try.</summary>
    public sealed record Yielded : SyncOutcome
    {
        private protected override string Outcome => "A stick goes first. What was fetched is kept; the next sync goes on from there.";
    }
}

/// <summary>Why what a source offers is refused, as far as somebody who carries a stick can do something about it.</summary>
internal enum SyncFault
{
    /// <summary>Something in it.</summary>
    Unusable = 0,

    /// <summary>It was not copied whole, or is damaged.</summary>
    Incomplete,

    /// <summary>What is here is newer.</summary>
    Older,

    /// <summary>Others than this terminal's desk signed it.</summary>
    Foreign,
}
