using System.Formats.Asn1;
using System.Text;

namespace Kiosk.Verification.Names;

/// <summary>One value of an attribute in a Name.</summary>
/// <param name="Text">The value as encoded, or null if it is not text.</param>
/// <param name="Comparable">Equal exactly if two values match; contains no NUL.</param>
internal readonly record struct AttributeValue(string? Text, string Comparable)
{
    /// <exception cref="AsnContentException">Not DER of the tag's type.</exception>
    public static AttributeValue Read(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass == TagClass.Universal && IsText((UniversalTagNumber)tag.TagValue))
        {
            var text = reader.ReadCharacterString((UniversalTagNumber)tag.TagValue);
            return new AttributeValue(text, $"\"{Fold(text)}");
        }

        return new AttributeValue(null, $"#{Convert.ToHexString(reader.ReadEncodedValue().Span)}");
    }

    private static bool IsText(UniversalTagNumber number) => number
        is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
        or UniversalTagNumber.BMPString or UniversalTagNumber.T61String or UniversalTagNumber.VisibleString or UniversalTagNumber.NumericString;

    /// <summary>
    /// The part of LDAP string preparation (RFC 4518) that certificates use: lower case and single spaces. Composed and decomposed letters are different
    /// names, which can only lead to rejection. A NUL, which other software may treat as the end, is escaped.
    /// </summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character == '\0')
            {
                folded.Append("\\0");
            }
            else if (!char.IsWhiteSpace(character))
            {
                folded.Append(character == '\\' ? "\\\\" : char.ToLowerInvariant(character).ToString());
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        return folded.ToString();
    }
}
