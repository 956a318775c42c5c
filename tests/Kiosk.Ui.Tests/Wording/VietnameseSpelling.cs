namespace Kiosk.Ui.Tests.Wording;

/// <summary>
/// Finds typing errors in Vietnamese: lookalike letters, decomposed accents (NFD), missing accents. Uses tables instead of
/// <see cref="string.IsNormalized()"/>, which accepts everything under invariant globalization.
/// </summary>
internal static class VietnameseSpelling
{
    private const string Letters =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

    private const string Others = " .,:;?!…·—/()-“”0123456789{}";

    /// <summary>Syllables that are correct without an accent. New ones must be added by a reader of Vietnamese.</summary>
    private static readonly HashSet<string> Unaccented = ["cho", "danh", "dung", "do", "enter", "esc", "ghi", "gian", "giao", "hay", "hai", "hs", "khai", "khi", "khu", "mang", "qr", "quay", "quy", "ra", "sai", "sang", "sau", "tham", "thanh", "theo", "thi", "tin", "tra", "trang", "trong", "usb", "xem", "xin"];

    public static IEnumerable<string> StrangeLetters(string words) =>
        words.Where(letter => !Letters.Contains(char.ToLowerInvariant(letter)) && !Others.Contains(letter)).Select(letter => $"{letter} (U+{(int)letter:X4})");

    public static IEnumerable<string> SyllablesWithoutAccent(string words) =>
        string.Concat(words.Select(letter => char.IsLetter(letter) ? char.ToLowerInvariant(letter) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(syllable => syllable.All(char.IsAscii) && !Unaccented.Contains(syllable));
}
