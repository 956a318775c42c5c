using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>The outcome of cache maintenance. In every case the generation in force stays, or its content in fewer files.</summary>
internal abstract record UpkeepOutcome
{
    private UpkeepOutcome()
    {
    }

    /// <summary>One sentence for an operator.</summary>
    public abstract Phrase Sentence { get; }

    /// <summary>The layers were merged.</summary>
    public sealed record Compacted(long Generation) : UpkeepOutcome
    {
        public override Phrase Sentence => new($"Phiên bản {Generation} nay nằm trong một tệp thay cho nhiều tệp.", $"Generation {Generation} holds in one file what was in several.");
    }

    /// <summary>There was nothing to merge, and everything verified.</summary>
    public sealed record Whole(long Generation) : UpkeepOutcome
    {
        public override Phrase Sentence => new($"Phiên bản {Generation} nguyên vẹn.", $"Generation {Generation} is whole.");
    }

    /// <summary>Nothing was done this time.</summary>
    public sealed record Postponed(Phrase What) : UpkeepOutcome
    {
        public override Phrase Sentence => What;
    }

    /// <summary>Part of the cache is damaged. The rest is served; the next sync fetches everything again.</summary>
    public sealed record Damaged(Phrase What) : UpkeepOutcome
    {
        public override Phrase Sentence => What.Then(new("Lần đồng bộ sau sẽ tải lại toàn bộ.", "The next sync fetches everything anew."));
    }
}
