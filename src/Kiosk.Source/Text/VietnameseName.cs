using System.Text;

namespace Kiosk.Source.Text;

/// <summary>Names as they are looked for and listed: by given name, which stands last.</summary>
internal static class VietnameseName
{
    // The alphabet's order; letters outside it (f, j, w, z) stand where Latin has them.
    private const string Alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    private const string Plain = "aaabcddeefghijklmnooopqrstuuvwxyz";

    /// <summary>Lower case without accents, words apart by one space: what is left of any way to type a name.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in VietnameseLetters.Compose(text).Where(letter => letter is not (>= '\u0300' and <= '\u036F')))
        {
            var (bare, _) = VietnameseLetters.Split(letter);
            if (char.IsLetterOrDigit(bare))
            {
                folded.Append(Alphabet.IndexOf(bare, StringComparison.Ordinal) is var place and >= 0 ? Plain[place] : bare);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The folded words with the given name first and a space at either end: <c>" hoa nguyen thi "</c>.</summary>
    public static string SearchText(string name) => $" {GivenNameFirst(Fold(name))} ";

    /// <summary>Sorts as a Vietnamese list of names does: given name, then surname and middle names; letters by the alphabet, then tones.</summary>
    public static string SortKey(string name)
    {
        var (letters, tones) = (new StringBuilder(name.Length), new StringBuilder(name.Length));
        foreach (var character in GivenNameFirst(string.Join(' ', VietnameseLetters.Compose(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))
        {
            var (letter, tone) = VietnameseLetters.Split(character);
            var place = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            letters.Append(place >= 0 ? (char)('A' + place) : letter == ' ' ? ' ' : (char)('A' + Alphabet.Length));
            tones.Append((char)('0' + tone));
        }

        return $"{letters}\u0001{tones}\u0001{name}";
    }

    private static string GivenNameFirst(string words) => words.LastIndexOf(' ') is var last and >= 0 ? $"{words[(last + 1)..]} {words[..last]}" : words;
}
