using System.Globalization;
using System.Text.RegularExpressions;

namespace Kiosk.Registry.Text;

/// <summary>What shows that a name lost its letters on the way, or carries characters that nobody sees.</summary>
internal static partial class NameFault
{
    /// <returns>Why a text cannot be published, or null.</returns>
    public static string? ErrorOf(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return null;
        }

        foreach (var character in text)
        {
            if (character is >= ' ' and <= '~')
            {
                continue;
            }

            if (Kind(character) is { } kind)
            {
                return $"{kind} U+{(int)character:X4} stands in \"{Visible(text)}\": type the text anew, in a file saved as UTF-8.";
            }
        }

        return null;
    }

    /// <returns>Why a name is probably not what was typed, or null.</returns>
    public static string? WarningOf(string name)
    {
        if (name.Contains('?', StringComparison.Ordinal) && LostLetter().IsMatch(name))
        {
            return $"\"{name}\" has ? where letters were: the text went through a program that does not know Vietnamese letters; take it from where it came from again and save as CSV UTF-8.";
        }

        if (!name.AsSpan().ContainsAnyExceptInRange(' ', '~') || HasOnlySyllables(VietnameseLetters.Compose(name)))
        {
            return null;
        }

        return Mojibake().IsMatch(name) ? $"\"{name}\" is UTF-8 that was read as another encoding{Meant(FromMojibake(name))}: open the CSV in Excel by Data, From Text/CSV, with 65001 Unicode (UTF-8)."
            : Fits(name, FontLetters.FromTcvn3(name)) is { } tcvn3 ? $"\"{name}\" has letters of a TCVN3 (ABC) font{Meant(tcvn3)}: convert the list to Unicode, for example by UniKey."
            : Fits(name, FontLetters.FromVni(name)) is { } vni ? $"\"{name}\" has letters of a VNI font{Meant(vni)}: convert the list to Unicode, for example by UniKey."
            : null;
    }

    /// <summary>Whether every word with a letter beyond ASCII could be Vietnamese.</summary>
    public static bool HasOnlySyllables(string text)
    {
        foreach (var word in Words().EnumerateMatches(text))
        {
            var letters = text.AsSpan(word.Index, word.Length);
            if (letters.ContainsAnyExceptInRange(' ', '~') && !VietnameseSyllable.IsOne(letters))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Fits(string name, string decoded) => decoded != name && HasOnlySyllables(decoded) ? decoded : null;

    private static string Meant(string? decoded) => decoded is null ? "" : $", meant is perhaps \"{decoded}\"";

    private static string? FromMojibake(string name)
    {
        if (name.Any(character => character > '\u00FF'))
        {
            return null;
        }

        var text = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(name));
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? null : text;
    }

    private static string? Kind(char character) => char.GetUnicodeCategory(character) switch
    {
        _ when character == '\uFFFD' => "the mark of a lost letter",
        _ when character is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => "the mark of a writing direction",
        UnicodeCategory.Control => "the control character",
        UnicodeCategory.Format => "the invisible character",
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "the line separator",
        UnicodeCategory.PrivateUse => "a private character",
        UnicodeCategory.OtherNotAssigned => "the unassigned character",
        _ => null,
    };

    private static string Visible(string text) => string.Concat(text.Select(character => Kind(character) is null ? character.ToString() : "·"));

    [GeneratedRegex(@"\p{L}\?|\?\p{L}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LostLetter();

    // The leading bytes of Vietnamese letters in UTF-8 (C3 C4 C6 E1BA E1BB) and what follows them, as Latin-1 or Windows-1252 shows them.
    [GeneratedRegex("á[º»]|[ÃÄÆ](?![A-Za-zÀ-ỹ])[^ -~]|Ä‘", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mojibake();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Lm}\p{Sk}\p{So}\u00A1-\u00BF]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
