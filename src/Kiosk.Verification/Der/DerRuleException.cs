using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>
/// What is read breaks a rule of its standard, which the message names in a sentence. The framework's own <see cref="AsnContentException"/> says neither the rule nor the
/// place; a <see cref="ReadingPlace"/> adds the place to both.
/// </summary>
internal sealed class DerRuleException(string message) : AsnContentException(message)
{
    /// <summary>Whether the message ends with what to do.</summary>
    public bool SaysRemedy { get; init; }
}
