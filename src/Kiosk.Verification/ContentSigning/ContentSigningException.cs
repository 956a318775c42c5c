using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.ContentSigning;

/// <summary>Signed data on a card is not acceptable. The message names the rule, never a name, number or key from the card.</summary>
internal sealed class ContentSigningException(ReasonCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ReasonCode Code { get; } = code;
}
