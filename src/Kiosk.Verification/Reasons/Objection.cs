
namespace Kiosk.Verification.Reasons;

/// <summary>A rule that a certificate breaks.</summary>
/// <param name="Rule">A sentence that says what is there, which rule it breaks, and nothing of whose the certificate is.</param>
internal sealed record Objection(ReasonCode Code, string Rule)
{
    /// <summary>The member of the card profile that says so, by names with dots between them; null where a standard does.</summary>
    public string? Member { get; init; }
}
