using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>A rule that a certificate breaks.</summary>
/// <param name="Rule">A sentence that says what was found and which rule it breaks, without identifying the certificate's holder.</param>
internal sealed record Objection(ReasonCode Code, Phrase Rule)
{
    /// <summary>Appends a detail in the standard's terms to the code's meaning.</summary>
    public Objection(ReasonCode code, string detail)
        : this(code, ReasonTable.WithDetail(code, detail))
    {
    }

    /// <summary>The dotted name of the card profile's member that sets the rule; null if a standard does.</summary>
    public string? Member { get; init; }
}
