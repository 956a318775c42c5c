using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Paths;

/// <summary>Why a path does not hold.</summary>
/// <param name="Rule">A sentence that names the rule, and nothing out of a certificate but identifiers of algorithms and extensions.</param>
/// <param name="Culprit">The certificate that breaks it, or null where none was found.</param>
internal sealed record PathObjection(ReasonCode Code, Phrase Rule, PathCertificate? Culprit)
{
    /// <inheritdoc cref="Objection(ReasonCode, string)"/>
    public PathObjection(ReasonCode code, string detail, PathCertificate? culprit)
        : this(code, ReasonTable.WithDetail(code, detail), culprit)
    {
    }
}
