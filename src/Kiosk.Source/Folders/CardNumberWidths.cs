using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>Finds card numbers that a spreadsheet treated as numbers: they lost their leading zeros and are shorter than the others.</summary>
internal static class CardNumberWidths
{
    /// <summary>Numbers this long are not sequential from 1, so shorter ones are not legitimate.</summary>
    private const int LeastFixedWidth = 6;

    private const int MaxLinesNamed = 5;

    /// <param name="numbers">A province's card numbers with their lines.</param>
    /// <returns>The first line with a shorter one, and one sentence for all; null if there is no prevalent width.</returns>
    public static (int Line, Phrase Sentence)? Find(IReadOnlyCollection<(string Number, int Line)> numbers)
    {
        var digits = numbers.Where(one => one.Number.Length > 0 && one.Number.All(char.IsAsciiDigit)).ToList();
        var width = digits.Count == 0 ? 0 : digits.Max(one => one.Number.Length);
        var shorter = digits.Where(one => one.Number.Length < width).OrderBy(one => one.Line).ToList();
        var isFixed = width >= LeastFixedWidth || digits.Any(one => one.Number.Length == width && one.Number[0] == '0');
        if (shorter.Count == 0 || shorter.Count * 4L > digits.Count || !isFixed)
        {
            return null;
        }

        var lines = string.Join(", ", shorter.Take(MaxLinesNamed).Select(one => one.Line)) + (shorter.Count > MaxLinesNamed ? ", …" : "");
        var (first, line) = shorter[0];
        return (line, new($"card_number: {shorter.Count} số ngắn hơn độ dài {width} chữ số của tất cả các số khác (dòng {lines}), giống như khi bảng tính bỏ các số 0 ở đầu: {first} có lẽ là {first.PadLeft(width, '0')}. Hãy định dạng cột này là văn bản rồi lấy lại các số từ nguồn ban đầu.", $"card_number: {Counted.Of(shorter.Count, "number")} {(shorter.Count == 1 ? "is" : "are")} shorter than the {width} digits of all others (line{(shorter.Count == 1 ? "" : "s")} {lines}), as when a spreadsheet drops the zeros in front: {first} is perhaps {first.PadLeft(width, '0')}. Format the column as text, and take the numbers from where they came from again."));
    }
}
