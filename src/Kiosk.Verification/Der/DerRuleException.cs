using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>
/// The input breaks a rule of its standard, which the message names. The framework's <see cref="AsnContentException"/> names neither the rule nor the
/// field; a <see cref="ReadingPlace"/> adds the field to both.
/// </summary>
internal sealed class DerRuleException(string message) : AsnContentException(message)
{
    /// <summary>Whether the message already includes a remedy.</summary>
    public bool SaysRemedy { get; init; }
}
