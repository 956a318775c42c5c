using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>A certificate revocation list cannot be used; the last good one stays in force.</summary>
internal sealed class CrlException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the message ends with what to do, so that nobody adds another remedy to it.</summary>
    public bool SaysRemedy { get; init; } = inner is DerRuleException { SaysRemedy: true };
}
