using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>The outcome of one sync. In every case the previous generation stays in force or a newer, complete one replaces it.</summary>
internal abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>What happened and what to do, for an operator.</summary>
    public Phrase Told => Remark is null ? Outcome : Outcome.Then(Remark);

    /// <summary>The same in English, for logs.</summary>
    public string Sentence => Told.English;

    /// <summary>A problem with the source that did not affect the sync; null if there is none.</summary>
    public Phrase? Remark { get; init; }

    /// <summary>Whether this terminal is not let in to a province's data; what it had of it stays in force.</summary>
    public bool LacksAccess { get; init; }

    private protected abstract Phrase Outcome { get; }

    /// <summary>A new generation is in force.</summary>
    /// <param name="Problems">One sentence per reason why parts are missing; those parts are unchanged.</param>
    public sealed record Applied(long Generation, IReadOnlyList<Phrase> Problems) : SyncOutcome
    {
        private protected override Phrase Outcome => Problems.Aggregate(new Phrase($"Phiên bản {Generation} đang có hiệu lực.", $"Generation {Generation} is in use."), (told, problem) => told.Then(problem));
    }

    /// <summary>The newest content is already in force.</summary>
    public sealed record NotModified : SyncOutcome
    {
        private protected override Phrase Outcome => new("Nguồn dữ liệu không có gì mới.", "Nothing changed.");
    }

    /// <summary>The source does not answer or does not send everything; what arrived is kept for the next try.</summary>
    public sealed record Unreachable(Phrase What) : SyncOutcome
    {
        private protected override Phrase Outcome => What;
    }

    /// <summary>The source's content is not trusted or not usable.</summary>
    public sealed record Refused(Phrase What, SyncFault Fault = SyncFault.Unusable) : SyncOutcome
    {
        private protected override Phrase Outcome => What;
    }

    /// <summary>The sync yielded to a USB stick; what arrived is kept for the next try.</summary>
    public sealed record Yielded : SyncOutcome
    {
        private protected override Phrase Outcome => new(
            "USB được ưu tiên. Phần đã tải được giữ lại; lần đồng bộ sau tiếp tục từ đó.", "A stick goes first. What was fetched is kept; the next sync goes on from there.");
    }
}

/// <summary>Why a source is refused, by what the carrier of a USB stick can do about it.</summary>
internal enum SyncFault
{
    /// <summary>Its content cannot be used.</summary>
    Unusable = 0,

    /// <summary>It was copied incompletely or is damaged.</summary>
    Incomplete,

    /// <summary>The terminal already has a newer feed.</summary>
    Older,

    /// <summary>It was not signed by this terminal's desk.</summary>
    Foreign,
}
