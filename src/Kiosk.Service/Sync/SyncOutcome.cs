namespace Kiosk.Service.Sync;

/// <summary>The outcome of one sync. In every case the previous generation stays in force or a newer, complete one replaces it.</summary>
internal abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>What happened and what to do, for an operator.</summary>
    public string Sentence => Remark is null ? Outcome : $"{Outcome} {Remark}";

    /// <summary>A problem with the source that did not affect the sync; null if there is none.</summary>
    public string? Remark { get; init; }

    /// <summary>Whether this terminal is not let in to a province's data; what it had of it stays in force.</summary>
    public bool LacksAccess { get; init; }

    private protected abstract string Outcome { get; }

    /// <summary>A new generation is in force.</summary>
    /// <param name="Problems">One sentence per reason why parts are missing; those parts are unchanged.</param>
    public sealed record Applied(long Generation, IReadOnlyList<string> Problems) : SyncOutcome
    {
        private protected override string Outcome => string.Join(' ', Problems.Prepend($"Generation {Generation} is in use."));
    }

    /// <summary>The newest content is already in force.</summary>
    public sealed record NotModified : SyncOutcome
    {
        private protected override string Outcome => "Nothing changed.";
    }

    /// <summary>The source does not answer or does not send everything; what arrived is kept for the next try.</summary>
    public sealed record Unreachable(string What) : SyncOutcome
    {
        private protected override string Outcome => What;
    }

    /// <summary>The source's content is not trusted or not usable.</summary>
    public sealed record Refused(string What, SyncFault Fault = SyncFault.Unusable) : SyncOutcome
    {
        private protected override string Outcome => What;
    }

    /// <summary>The sync yielded to a USB stick; what arrived is kept for the next try.</summary>
    public sealed record Yielded : SyncOutcome
    {
        private protected override string Outcome => "A stick goes first. What was fetched is kept; the next sync goes on from there.";
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
