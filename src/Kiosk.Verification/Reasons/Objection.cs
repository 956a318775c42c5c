using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>A rule that a certificate breaks.</summary>
/// <param name="Rule">A sentence that says what is there, which rule it breaks, and nothing of whose the certificate is.</param>
internal sealed record Objection(ReasonCode Code, Phrase Rule)
{
    /// <summary>In a standard's terms, behind what the code means.</summary>
    public Objection(ReasonCode code, string detail)
        : this(code, ReasonTable.WithDetail(code, detail))
    {
    }

    /// <summary>The member of the card profile that says so, by names with dots between them; null where a standard does.</summary>
    public string? Member { get; init; }
}
