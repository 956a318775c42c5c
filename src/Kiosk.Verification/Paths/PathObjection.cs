using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Paths;

/// <summary>Why a path is not valid.</summary>
/// <param name="Rule">A sentence naming the rule; from certificates it quotes only OIDs of algorithms and extensions.</param>
/// <param name="Culprit">The certificate that breaks it, or null if none was found.</param>
internal sealed record PathObjection(ReasonCode Code, Phrase Rule, PathCertificate? Culprit)
{
    /// <inheritdoc cref="Objection(ReasonCode, string)"/>
    public PathObjection(ReasonCode code, string detail, PathCertificate? culprit)
        : this(code, ReasonTable.WithDetail(code, detail), culprit)
    {
    }
}
