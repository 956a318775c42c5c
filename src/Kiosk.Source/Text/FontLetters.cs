using System.Collections.Frozen;
using System.Text;

namespace Kiosk.Source.Text;

/// <summary>Letters of the fonts and code pages from before Unicode, by the Latin-1 characters that their bytes look like.</summary>
internal static class FontLetters
{
    // Each group: the bytes in order, and the letters they draw.
    private const string Tcvn3Codes =
        "\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00B5\u00B6\u00B7\u00B8\u00B9\u00BB\u00BC\u00BD\u00BE\u00C6\u00C7\u00C8\u00C9\u00CA\u00CB"
        + "\u00CC\u00CE\u00CF\u00D0\u00D1\u00D2\u00D3\u00D4\u00D5\u00D6\u00D7\u00D8\u00DC\u00DD\u00DE\u00DF\u00E1\u00E2\u00E3\u00E4\u00E5\u00E6\u00E7\u00E8\u00E9\u00EA\u00EB\u00EC\u00ED\u00EE"
        + "\u00EF\u00F1\u00F2\u00F3\u00F4\u00F5\u00F6\u00F7\u00F8\u00F9\u00FA\u00FB\u00FC\u00FD\u00FE";

    private const string Tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    // A vowel and the mark behind it, and what both draw; then letters of one character.
    private const string VniPairs =
        "aø à aù á aû ả aõ ã aï ạ aâ â aá ấ aà ầ aå ẩ aã ẫ aä ậ aê ă aé ắ aè ằ aú ẳ aü ẵ aë ặ eø è eù é eû ẻ eõ ẽ eï ẹ eâ ê eá ế eà ề eå ể eã ễ eä ệ "
        + "oø ò où ó oû ỏ oõ õ oï ọ oâ ô oá ố oà ồ oå ổ oã ỗ oä ộ ôø ờ ôù ớ ôû ở ôõ ỡ ôï ợ uø ù uù ú uû ủ uõ ũ uï ụ öø ừ öù ứ öû ử öõ ữ öï ự yø ỳ yù ý yû ỷ yõ ỹ";

    private const string VniSingles = "ô ơ ö ư ñ đ æ ỉ ó ĩ ò ị î ỵ";

    private const string Windows1258Codes = "\u00C3\u00CC\u00D0\u00D2\u00D5\u00DD\u00DE\u00E3\u00EC\u00F0\u00F2\u00F5\u00FD";
    private const string Windows1258Letters = "Ă\u0300Đ\u0309ƠƯ\u0303ă\u0301đ\u0323ơư";

    private static readonly FrozenDictionary<string, string> Tcvn3 = Pairs(Tcvn3Codes, Tcvn3Letters);
    private static readonly FrozenDictionary<string, string> Windows1258 = Pairs(Windows1258Codes, Windows1258Letters);
    private static readonly FrozenDictionary<string, string> Vni = BothCases($"{VniPairs} {VniSingles}".Split(' '));

    /// <summary>TCVN 5712:1993 VN3, the fonts named .Vn….</summary>
    public static string FromTcvn3(string text) => Replace(text, Tcvn3);

    /// <summary>The fonts named VNI-….</summary>
    public static string FromVni(string text) => Replace(text, Vni);

    /// <summary>Code page 1258, the Vietnamese Windows' own before Unicode.</summary>
    public static string FromWindows1258(string text) => VietnameseLetters.Compose(Replace(text, Windows1258));

    private static string Replace(string text, FrozenDictionary<string, string> letters)
    {
        var replaced = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && letters.TryGetValue(text.Substring(i, 2), out var pair))
            {
                replaced.Append(pair);
                i++;
            }
            else
            {
                replaced.Append(letters.TryGetValue(text[i].ToString(), out var single) ? single : text[i].ToString());
            }
        }

        return replaced.ToString();
    }

    private static FrozenDictionary<string, string> Pairs(string codes, string letters) =>
        codes.Zip(letters).ToFrozenDictionary(pair => pair.First.ToString(), pair => pair.Second.ToString(), StringComparer.Ordinal);

    private static FrozenDictionary<string, string> BothCases(string[] words)
    {
        var letters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in words.Chunk(2))
        {
            letters[pair[0]] = pair[1];
            letters[pair[0].ToUpperInvariant()] = pair[1].ToUpperInvariant();
            letters[pair[0][..1].ToUpperInvariant() + pair[0][1..]] = pair[1].ToUpperInvariant();
        }

        return letters.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
