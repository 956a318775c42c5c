using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>Where in a certificate or list its parser is, so that whatever is refused can be named by field and section.</summary>
/// <param name="document">"certificate" or "CRL".</param>
internal sealed class ReadingPlace(string document)
{
    private string field = "";
    private string section = "";

    public string Document => document;

    /// <param name="name">The field's name in RFC 5280.</param>
    /// <param name="definedIn">Its section there.</param>
    public void Enter(string name, string definedIn) => (field, section) = (name, definedIn);

    /// <summary>What follows is about the document as a whole, and says so itself.</summary>
    public void Leave() => Enter("", "");

    /// <summary>The sentence for what was thrown here.</summary>
    public string Describe(AsnContentException broken) => (broken, field.Length > 0) switch
    {
        (DerRuleException, false) => broken.Message,
        (DerRuleException, true) => $"{field} of the {document}: {broken.Message}",
        (_, false) => $"The {document} is not encoded in DER as RFC 5280 defines it.",
        _ => $"{field} of the {document} is not encoded in DER as RFC 5280, {section} defines it.",
    };
}
