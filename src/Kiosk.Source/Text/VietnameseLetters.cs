using System.Collections.Frozen;

namespace Kiosk.Source.Text;

/// <summary>The Vietnamese alphabet's letters as a base letter and a tone. Written out, because the program runs without culture data and so cannot normalise.</summary>
internal static class VietnameseLetters
{
    public const int NoTone = 0;

    // Each letter without tone, then with grave, hook, tilde, acute and dot below.
    private const string Lower = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
    private const string Upper = "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ";
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";
    private const int Forms = 6;

    // What a combining mark makes of a letter without it.
    private const string Marked = "a\u0302â a\u0306ă e\u0302ê o\u0302ô o\u031Bơ u\u031Bư A\u0302Â A\u0306Ă E\u0302Ê O\u0302Ô O\u031BƠ U\u031BƯ";

    private static readonly FrozenDictionary<char, int> Places = (Lower + Upper).Select((letter, place) => KeyValuePair.Create(letter, place)).ToFrozenDictionary();
    private static readonly FrozenDictionary<(char Letter, char Mark), char> Marks = Marked.Split(' ').ToFrozenDictionary(mark => (mark[0], mark[1]), mark => mark[2]);

    /// <summary>A vowel's letter in lower case without its tone, and the tone from 1 to 5; any other letter as it is, in lower case.</summary>
    public static (char Letter, int Tone) Split(char letter) =>
        Places.TryGetValue(letter, out var place) ? (Lower[place % Lower.Length / Forms * Forms], place % Forms) : (letter == 'Đ' ? 'đ' : char.ToLowerInvariant(letter), NoTone);

    /// <summary>Letters and combining marks as single characters (Unicode normalisation form C, for Vietnamese): macOS and Windows-1258 write them apart.</summary>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\u036F'))
        {
            return text;
        }

        var composed = new System.Text.StringBuilder(text.Length);
        foreach (var mark in text)
        {
            if (composed.Length > 0 && Join(composed[^1], mark) is { } joined)
            {
                composed[^1] = joined;
            }
            else
            {
                composed.Append(mark);
            }
        }

        return composed.ToString();
    }

    private static char? Join(char letter, char mark)
    {
        if (Tones.IndexOf(mark, StringComparison.Ordinal) is var tone and >= 0)
        {
            return Places.TryGetValue(letter, out var place) && place % Forms == NoTone ? (Lower + Upper)[place + tone + 1] : null;
        }

        if (Marks.TryGetValue((letter, mark), out var marked))
        {
            return marked;
        }

        // The tone came first: take it off, mark the letter, put it on again.
        return Places.TryGetValue(letter, out var toned) && toned % Forms != NoTone && Marks.TryGetValue(((Lower + Upper)[toned - (toned % Forms)], mark), out var other)
            ? (Lower + Upper)[Places[other] + (toned % Forms)]
            : null;
    }
}
