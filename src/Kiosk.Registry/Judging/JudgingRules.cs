using Kiosk.Registry.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>When and against what a source folder is judged.</summary>
/// <param name="Now">The desk's clock.</param>
/// <param name="Published">The lists that were published last, by target path; a list must not give way to an older one.</param>
/// <param name="VerifiedPath">The desk's memory of verified certificates; null without a desk.</param>
/// <param name="AcceptsUnusable">Whether what terminals will not use is published all the same, with a warning.</param>
internal sealed record JudgingRules(DateTimeOffset Now, IReadOnlyDictionary<string, byte[]> Published, string? VerifiedPath = null, bool AcceptsUnusable = false)
{
    /// <summary>What was found good before.</summary>
    /// <param name="trust">SHA-256 of what certificates are judged by.</param>
    public VerifiedCards ReadVerified(byte[] trust) => VerifiedPath is null ? VerifiedCards.Empty(trust) : VerifiedCards.Read(VerifiedPath, trust);

    /// <summary>Says that terminals will not use something of this file, the rest being good.</summary>
    public void Object(SourceProblems problems, string path, Phrase sentence, int? line = null) =>
        problems.Add(AcceptsUnusable ? ProblemSeverity.Warning : ProblemSeverity.Error, path, line, sentence);
}
