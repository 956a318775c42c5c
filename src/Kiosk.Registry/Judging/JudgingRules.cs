using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>When and against what to judge a source folder.</summary>
/// <param name="Now">The desk's clock.</param>
/// <param name="Published">The lists published last, by target path; a list must not be replaced by an older one.</param>
/// <param name="VerifiedPath">The desk's memory of verified certificates; null without a desk.</param>
/// <param name="AcceptsUnusable">Whether to publish, with a warning, what terminals will not use.</param>
internal sealed record JudgingRules(DateTimeOffset Now, IReadOnlyDictionary<string, byte[]> Published, string? VerifiedPath = null, bool AcceptsUnusable = false)
{
    /// <summary>The certificates found good before.</summary>
    /// <param name="trust">SHA-256 of what certificates are judged by.</param>
    public VerifiedCards ReadVerified(byte[] trust) => VerifiedPath is null ? VerifiedCards.Empty(trust) : VerifiedCards.Read(VerifiedPath, trust);

    /// <summary>Reports that terminals will not use part of this file.</summary>
    public void Object(SourceProblems problems, string path, Phrase sentence, int? line = null) =>
        problems.Add(AcceptsUnusable ? ProblemSeverity.Warning : ProblemSeverity.Error, path, line, sentence);
}
