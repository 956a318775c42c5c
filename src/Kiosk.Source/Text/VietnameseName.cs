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

    /// <summary>Sorts as a Vietnamese list of names does: given name, then surname and middle names; of each word the letters by the alphabet, then the tones.</summary>
    public static string SortKey(string name)
    {
        var key = new StringBuilder(name.Length * 3);
        foreach (var word in GivenNameFirst(string.Join(' ', VietnameseLetters.Compose(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Split(' '))
        {
            var split = word.Select(VietnameseLetters.Split).ToList();
            key.Append([.. split.Select(one => (char)('A' + PlaceOf(one.Letter)))]).Append('\u0001').Append([.. split.Select(one => (char)('0' + one.Tone))]).Append('\u0001');
        }

        return key.Append(name).ToString();
    }

    private static int PlaceOf(char letter) => Alphabet.IndexOf(letter, StringComparison.Ordinal) is var place and >= 0 ? place : Alphabet.Length;

    private static string GivenNameFirst(string words) => words.LastIndexOf(' ') is var last and >= 0 ? $"{words[(last + 1)..]} {words[..last]}" : words;
}
