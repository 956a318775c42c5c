using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>Tracks the field that the parser of a certificate or CRL is reading, so that messages can name field and section.</summary>
/// <param name="document">"certificate" or "CRL".</param>
internal sealed class ReadingPlace(string document)
{
    private string field = "";
    private string section = "";

    public string Document => document;

    /// <param name="name">The field's name in RFC 5280.</param>
    /// <param name="definedIn">Its section there.</param>
    public void Enter(string name, string definedIn) => (field, section) = (name, definedIn);

    /// <summary>Clears the field: what follows concerns the whole document.</summary>
    public void Leave() => Enter("", "");

    /// <summary>The message for an exception thrown at this place.</summary>
    public string Describe(AsnContentException broken) => (broken, field.Length > 0) switch
    {
        (DerRuleException, false) => broken.Message,
        (DerRuleException, true) => $"{field} of the {document}: {broken.Message}",
        (_, false) => $"The {document} is not encoded in DER as RFC 5280 defines it.",
        _ => $"{field} of the {document} is not encoded in DER as RFC 5280, {section} defines it.",
    };
}
