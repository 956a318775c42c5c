namespace Kiosk.Service.Sync;

/// <summary>How looking after the cache ended. Whatever the end, what was in force before it still is, or the same in fewer files.</summary>
internal abstract record UpkeepOutcome
{
    private UpkeepOutcome()
    {
    }

    /// <summary>One sentence for an operator.</summary>
    public abstract string Sentence { get; }

    /// <summary>The layers were merged.</summary>
    public sealed record Compacted(long Generation) : UpkeepOutcome
    {
        public override string Sentence => $"Generation {Generation} holds in one file what was in several.";
    }

    /// <summary>There was nothing to merge, and everything reads as it was written.</summary>
    public sealed record Whole(long Generation) : UpkeepOutcome
    {
        public override string Sentence => $"Generation {Generation} is whole.";
    }

    /// <summary>Nothing was done this time.</summary>
    public sealed record Postponed(string What) : UpkeepOutcome
    {
        public override string Sentence => What;
    }

    /// <summary>Something does not read as it was written. The rest is served; the next sync fetches everything anew.</summary>
    public sealed record Damaged(string What) : UpkeepOutcome
    {
        public override string Sentence => $"{What} The next sync fetches everything anew.";
    }
}
