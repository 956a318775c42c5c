using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>What the next generation is to hold. Every file was verified against its signed length and hash.</summary>
/// <param name="Trust">What cards are judged by; null where nothing of it changed.</param>
/// <param name="Changes">The sets that change, with the files that lead to their new state.</param>
/// <param name="Kept">The provinces whose sets stay as they are where they do not change; all other sets are left out.</param>
internal sealed record CacheUpdate(TrustContent? Trust, IReadOnlyList<SetChangeFiles> Changes, IReadOnlySet<string> Kept);

/// <summary>The way of one set to its next state.</summary>
/// <param name="Steps">In order: at most one snapshot, which comes first, and deltas.</param>
internal sealed record SetChangeFiles(IReadOnlyList<SetStep> Steps)
{
    public SetState Result => Steps[^1].Target.Result;

    public bool BeginsAnew => Steps[0].Target is SetTarget.Snapshot;
}

/// <summary>One file of a set.</summary>
/// <param name="Path">On this machine.</param>
internal sealed record SetStep(SetTarget Target, string Path);

/// <summary>What an update did.</summary>
/// <param name="Opened">The new generation, open; null when none was made.</param>
/// <param name="Refused">One for each set or CRL that was not taken; what was in force of it still is.</param>
internal sealed record CacheUpdateReport(OpenedGeneration? Opened, IReadOnlyList<RefusedPart> Refused);

/// <summary>A part of an update that was not taken.</summary>
/// <param name="Set">Null for a CRL, or for all sealed sets of a province.</param>
/// <param name="LacksAccess">Whether this terminal is not let in to the data.</param>
internal sealed record RefusedPart(string Sentence, SetChangeFiles? Set, bool LacksAccess = false)
{
    /// <summary>A part that is no set of its own, told in both languages.</summary>
    public RefusedPart(Phrase told, bool LacksAccess = false)
        : this(told.English, Set: null, LacksAccess) => Vietnamese = told.Vietnamese;

    /// <summary>The sentence in Vietnamese; null where only a technical detail says why.</summary>
    public string? Vietnamese { get; init; }

    public Phrase Told => Vietnamese is { } vietnamese ? new(vietnamese, Sentence)
        : Phrase.WithDetail(Set is { Result: var set } ? $"Dữ liệu {set.DataClass.Name()} của {set.Province} không dùng được" : "Một phần dữ liệu không dùng được", Sentence);
}

/// <summary>A set cannot be used. The message is one sentence naming it.</summary>
internal sealed class SetRefusedException(SetChangeFiles set, string reason, Exception? innerException = null)
    : Exception($"The {set.Result.DataClass.Name()} of {set.Result.Province}, version {set.Result.Version}, are refused: {reason}", innerException)
{
    public SetChangeFiles Set { get; } = set;
}
