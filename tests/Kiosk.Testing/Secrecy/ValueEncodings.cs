using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kiosk.Testing.Secrecy;

/// <summary>The encodings in which a value may lie in a file: as text, with and without accents, as bytes, in hexadecimal with either nibble first, in Base64 at each of the three alignments.</summary>
internal static class ValueEncodings
{
    /// <summary>Shorter patterns occur in random bytes.</summary>
    private const int MinLength = 6;

    // The tests run without a library that takes letters apart.
    private static readonly string[] Letters = ["aàáảãạăằắẳẵặâầấẩẫậ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ", "uùúủũụưừứửữự", "yỳýỷỹỵ", "dđ"];

    public static IEnumerable<(string Name, byte[] Bytes)> Of(PersonalValue value) =>
        (value.Text is { } text ? OfText(text) : []).Concat(OfBytes(value.Bytes)).Where(one => one.Bytes.Length >= MinLength).DistinctBy(one => Convert.ToHexString(one.Bytes));

    private static IEnumerable<(string Name, byte[] Bytes)> OfText(string text)
    {
        var bare = WithoutAccents(text);
        yield return ("utf-16", Encoding.Unicode.GetBytes(text));
        yield return ("utf-16BE", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("escaped", Encoding.ASCII.GetBytes(JsonEncodedText.Encode(text, JavaScriptEncoder.Default).ToString()));
        yield return ("percent", Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)));
        yield return ("bare", Encoding.ASCII.GetBytes(bare));
        yield return ("BARE", Encoding.ASCII.GetBytes(bare.ToUpperInvariant()));
        yield return ("bare-utf-16", Encoding.Unicode.GetBytes(bare));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> OfBytes(byte[] bytes)
    {
        byte[] swapped = [.. bytes.Select(one => (byte)((one << 4 & 0xF0) | one >> 4))];
        yield return ("bytes", bytes);
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ("HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        yield return ("nibbles", swapped);
        yield return ("nibbles-hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(swapped)));
        for (var alignment = 0; alignment < 3; alignment++)
        {
            // Only the letters that depend on nothing before or after the value.
            var (first, end) = (((alignment * 8) + 5) / 6, (alignment + bytes.Length) * 8 / 6);
            var letters = Convert.ToBase64String([.. new byte[alignment], .. bytes])[first..end];
            yield return ($"base64-{alignment}", Encoding.ASCII.GetBytes(letters));
            yield return ($"base64url-{alignment}", Encoding.ASCII.GetBytes(letters.Replace('+', '-').Replace('/', '_')));
        }
    }

    private static string WithoutAccents(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToUpperInvariant(BareLetterOf(char.ToLowerInvariant(c))) : BareLetterOf(c)));

    private static char BareLetterOf(char letter) => Letters.FirstOrDefault(group => group.Contains(letter))?[0] ?? letter;
}
