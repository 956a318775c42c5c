using System.Globalization;
using System.Text.RegularExpressions;
using Kiosk.Words;

namespace Kiosk.Source.Text;

/// <summary>What shows that a name lost its letters on the way, or carries characters that nobody sees.</summary>
internal static partial class NameFault
{
    /// <returns>Why a text cannot be published, or null.</returns>
    public static Phrase? ErrorOf(string text)
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
                return new($"{kind.Vietnamese} U+{(int)character:X4} nằm trong \"{Visible(text)}\": hãy gõ lại nội dung này, trong tệp lưu dạng UTF-8.", $"{kind.English} U+{(int)character:X4} stands in \"{Visible(text)}\": type the text anew, in a file saved as UTF-8.");
            }
        }

        return null;
    }

    /// <returns>Why a name is probably not what was typed, or null.</returns>
    public static Phrase? WarningOf(string name)
    {
        if (name.Contains('?', StringComparison.Ordinal) && LostLetter().IsMatch(name))
        {
            return new($"\"{name}\" có dấu ? thay cho chữ: nội dung đã qua một phần mềm không hỗ trợ chữ tiếng Việt; hãy lấy lại từ nguồn ban đầu và lưu dạng CSV UTF-8.", $"\"{name}\" has ? where letters were: the text went through a program that does not know Vietnamese letters; take it from where it came from again and save as CSV UTF-8.");
        }

        if (!name.AsSpan().ContainsAnyExceptInRange(' ', '~') || HasOnlySyllables(VietnameseLetters.Compose(name)))
        {
            return null;
        }

        return Mojibake().IsMatch(name) ? new($"\"{name}\" là UTF-8 bị đọc theo bảng mã khác{Meant(FromMojibake(name)).Vietnamese}: hãy mở tệp CSV trong Excel bằng Data, From Text/CSV, chọn 65001 Unicode (UTF-8).", $"\"{name}\" is UTF-8 that was read as another encoding{Meant(FromMojibake(name)).English}: open the CSV in Excel by Data, From Text/CSV, with 65001 Unicode (UTF-8).")
            : Fits(name, FontLetters.FromTcvn3(name)) is { } tcvn3 ? new($"\"{name}\" có chữ của phông TCVN3 (ABC){Meant(tcvn3).Vietnamese}: hãy chuyển danh sách sang Unicode, ví dụ bằng UniKey.", $"\"{name}\" has letters of a TCVN3 (ABC) font{Meant(tcvn3).English}: convert the list to Unicode, for example by UniKey.")
            : Fits(name, FontLetters.FromVni(name)) is { } vni ? new($"\"{name}\" có chữ của phông VNI{Meant(vni).Vietnamese}: hãy chuyển danh sách sang Unicode, ví dụ bằng UniKey.", $"\"{name}\" has letters of a VNI font{Meant(vni).English}: convert the list to Unicode, for example by UniKey.")
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

    private static Phrase Meant(string? decoded) => decoded is null ? Phrase.Untranslated("") : new($", có lẽ là \"{decoded}\"", $", meant is perhaps \"{decoded}\"");

    private static string? FromMojibake(string name)
    {
        if (name.Any(character => character > '\u00FF'))
        {
            return null;
        }

        var text = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(name));
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? null : text;
    }

    private static Phrase? Kind(char character) => char.GetUnicodeCategory(character) switch
    {
        _ when character == '\uFFFD' => new("dấu thay cho chữ bị mất", "the mark of a lost letter"),
        _ when character is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => new("dấu chỉ hướng viết", "the mark of a writing direction"),
        UnicodeCategory.Control => new("ký tự điều khiển", "the control character"),
        UnicodeCategory.Format => new("ký tự ẩn", "the invisible character"),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new("dấu ngắt dòng", "the line separator"),
        UnicodeCategory.PrivateUse => new("ký tự dùng riêng", "a private character"),
        UnicodeCategory.OtherNotAssigned => new("ký tự chưa được gán", "the unassigned character"),
        _ => null,
    };

    private static string Visible(string text) => string.Concat(text.Select(character => Kind(character) is null ? character.ToString() : "·"));

    [GeneratedRegex(@"\p{L}\?|\?\p{L}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex LostLetter();

    // The leading bytes of Vietnamese letters in UTF-8 (C3 C4 C6 E1BA E1BB) and what follows them, as Latin-1 or Windows-1252 shows them.
    [GeneratedRegex("á[º»]|[ÃÄÆ](?![A-Za-zÀ-ỹ])[^ -~]|Ä‘", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Mojibake();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Lm}\p{Sk}\p{So}\u00A1-\u00BF]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Words();
}
