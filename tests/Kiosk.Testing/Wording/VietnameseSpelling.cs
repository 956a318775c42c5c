namespace Kiosk.Testing.Wording;

/// <summary>
/// Finds typing errors in Vietnamese: lookalike letters, decomposed accents (NFD), missing accents. Uses tables instead of
/// <see cref="string.IsNormalized()"/>, which accepts everything under invariant globalization.
/// </summary>
internal static class VietnameseSpelling
{
    private const string Letters =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

    /// <summary>Syllables that are correct without an accent. New ones must be added by a reader of Vietnamese.</summary>
    private static readonly HashSet<string> Unaccented =
    [
        "ai", "ban", "bao", "cao", "chip", "cho", "chung", "cung", "danh", "dung", "do", "gia", "gian", "giao", "ghi", "hai", "hay", "in", "khai", "khi", "khu", "khung", "mang", "minh", "ngay", "nghe", "nghi", "pin", "qua",
        "quan", "quay", "quy", "ra", "sai", "sang", "sao", "sau", "sinh", "sung", "tay", "tham", "thanh", "thay", "theo", "thi", "thu", "tin", "tra", "trao", "trong", "vi", "xa", "xanh", "xem", "xin", "xong",
    ];

    /// <summary>Names that are not Vietnamese words.</summary>
    private static readonly HashSet<string> Foreign = [
        "usb", "chuid", "fasc", "n", "kiosk", "doctor", "mb", "qr", "us", "enter", "true",
        // Verbs, settings, folders and columns, as they are typed.
        "devices", "unlock", "mode", "meeting", "registry", "invitations", "invitation", "provinces", "points", "relay", "admitsanycard", "attended",
    ];

    public static IEnumerable<string> MistakesIn(string words)
    {
        var syllables = string.Concat(words.Select(letter => char.IsLetter(letter) || !char.IsAscii(letter) ? char.ToLowerInvariant(letter) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(syllable => !Foreign.Contains(syllable));
        return syllables.Where(syllable => syllable.Any(letter => !Letters.Contains(letter)) || (syllable.All(char.IsAscii) && !Unaccented.Contains(syllable)));
    }
}
