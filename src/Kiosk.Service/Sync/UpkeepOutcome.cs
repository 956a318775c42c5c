namespace Kiosk.Service.Sync;

/// <summary>The outcome of cache maintenance. In every case the generation in force stays, or its content in fewer files.</summary>
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

    /// <summary>There was nothing to merge, and everything verified.</summary>
    public sealed record Whole(long Generation) : UpkeepOutcome
    {
        public override string Sentence => $"Generation {Generation} is whole.";
    }

    /// <summary>Nothing was done this time.</summary>
    public sealed record Postponed(string What) : UpkeepOutcome
    {
        public override string Sentence => What;
    }

    /// <summary>Part of the cache is damaged. The rest is served; the next sync fetches everything again.</summary>
    public sealed record Damaged(string What) : UpkeepOutcome
    {
        public override string Sentence => $"{What} The next sync fetches everything anew.";
    }
}
