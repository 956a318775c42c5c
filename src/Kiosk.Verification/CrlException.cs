namespace Kiosk.Verification;

/// <summary>A certificate revocation list cannot be used; the last good one stays in force.</summary>
internal sealed class CrlException(string message, Exception? inner = null) : Exception(message, inner);
