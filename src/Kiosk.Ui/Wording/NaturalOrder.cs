namespace Kiosk.Ui.Wording;

/// <summary>
/// Compares names in natural order: by the Vietnamese alphabet, by tone only if all else is equal, and numbers by value ("Đoàn 2" before
/// "Đoàn 10"). Implemented here because the system's locale data cannot be relied on.
/// </summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>Each letter with its tones (none, huyền, hỏi, ngã, sắc, nặng), in alphabetical order; letters without tones stand alone.</summary>
    private static readonly string[] Alphabet =
    [
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "b", "c", "d", "đ", "eèẻẽéẹ", "êềểễếệ", "f", "g", "h", "iìỉĩíị", "j", "k", "l", "m", "n", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "p", "q", "r", "s", "t",
        "uùủũúụ", "ưừửữứự", "v", "w", "x", "yỳỷỹýỵ", "z",
    ];

    private static readonly Dictionary<char, (int Letter, int Tone)> Places = Alphabet
        .SelectMany((letters, at) => letters.Select((letter, tone) => (letter, Place: (at + 1, tone))))
        .ToDictionary(placed => placed.letter, placed => placed.Place);

    private NaturalOrder()
    {
    }

    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        var tones = 0;
        for (var (left, right) = (0, 0); ;)
        {
            if (left == x.Length || right == y.Length)
            {
                var rest = (x.Length - left).CompareTo(y.Length - right);
                return rest != 0 ? rest : tones != 0 ? tones : string.CompareOrdinal(x, y);
            }

            var order = char.IsAsciiDigit(x[left]) && char.IsAsciiDigit(y[right])
                ? CompareNumbers(TakeDigits(x, ref left), TakeDigits(y, ref right))
                : CompareLetters(x[left++], y[right++], ref tones);
            if (order != 0)
            {
                return order;
            }
        }
    }

    // Spaces, digits and punctuation sort before letters.
    private static int CompareLetters(char one, char other, ref int tones)
    {
        var (left, right) = (PlaceOf(one), PlaceOf(other));
        tones = tones != 0 ? tones : left.Tone.CompareTo(right.Tone);
        return left.Letter == 0 && right.Letter == 0 ? one.CompareTo(other) : left.Letter.CompareTo(right.Letter);
    }

    private static (int Letter, int Tone) PlaceOf(char letter) => Places.GetValueOrDefault(char.ToLowerInvariant(letter));

    private static ReadOnlySpan<char> TakeDigits(string text, ref int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = text.AsSpan(at, end - at).TrimStart('0');
        at = end;
        return digits;
    }

    // Compares digit strings, so that numbers of any length work.
    private static int CompareNumbers(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.SequenceCompareTo(other);
}
