using System.Globalization;
using System.Text;

namespace Kiosk.Ui.Text;

/// <summary>Vietnamese as telegrams write it: capitals without marks, for displays that have no other letters.</summary>
internal static class UnmarkedText
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    private static readonly string[] Families =
    [
        "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "DĐ", "EÈÉẺẼẸÊỀẾỂỄỆ", "IÌÍỈĨỊ", "OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", "UÙÚỦŨỤƯỪỨỬỮỰ", "YỲÝỶỸỴ", "-·–—", "\"“”", "'‘’",
    ];

    /// <returns>Printable ASCII; what has no letter in it is a question mark.</returns>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Replace("…", "...", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture))
        {
            // A mark that stands by itself belongs to the letter before it.
            if (letter is < FirstMark or > LastMark)
            {
                plain.Append(Plain(letter));
            }
        }

        return plain.ToString();
    }

    private static char Plain(char letter) => letter switch
    {
        >= ' ' and <= '~' => letter,
        '\u00A0' or '\u202F' => ' ',
        _ => Array.Find(Families, family => family.Contains(letter, StringComparison.Ordinal)) is { } found ? found[0] : '?',
    };
}
