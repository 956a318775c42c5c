using System.Text;
using Kiosk.Words;

namespace Kiosk.Source.Text;

/// <summary>What a file that should be UTF-8 is instead, where in it, and what to do.</summary>
internal static class TextEncoding
{
    private const int SampleLength = 64 * 1024;
    private const int MaxLetterLength = 4;
    private const double Likely = 0.7;

    private static readonly Phrase InExcel = new("trong Excel hãy chọn Save As, \"CSV UTF-8 (Comma delimited)\"", "in Excel choose Save As, \"CSV UTF-8 (Comma delimited)\"");
    private static readonly Phrase InNotepad = new("trong Notepad hãy chọn Save As, Encoding UTF-8", "in Notepad choose Save As, Encoding UTF-8");
    private static readonly Phrase OfTable = new($"{InExcel.Vietnamese}; {InNotepad.Vietnamese}", $"{InExcel.English}; {InNotepad.English}");
    private static readonly Phrase OriginalFile = new("hãy đặt lại tệp văn bản vào đây", "put the text file in its place");

    private static readonly Phrase Tcvn3 = new("chữ của phông TCVN3 (ABC)", "the letters of a TCVN3 (ABC) font");
    private static readonly Phrase Vni = new("chữ của phông VNI", "the letters of a VNI font");
    private static readonly Phrase Windows1258 = new("Windows-1258 (tiếng Việt)", "Windows-1258 (Vietnamese)");

    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What the first bytes of a table give away: another kind of file, or UTF-16 without its mark.</summary>
    /// <returns>The line and the sentence, or null.</returns>
    public static (int Line, Phrase Sentence)? FaultOfBeginning(ReadOnlySpan<byte> beginning) => FaultOfBeginning(beginning, OfTable, InExcel);

    /// <param name="remedy">How to save such a text as UTF-8.</param>
    /// <param name="instead">What to do where there is a workbook instead.</param>
    private static (int Line, Phrase Sentence)? FaultOfBeginning(ReadOnlySpan<byte> beginning, Phrase remedy, Phrase instead) => beginning switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] => (1, new($"đây là bảng tính Excel hoặc tệp nén ZIP bị đặt sai tên: {instead.Vietnamese}.", $"this is an Excel workbook or another ZIP archive under a wrong name: {instead.English}.")),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => (1, new($"đây là bảng tính Excel cũ bị đặt sai tên: {instead.Vietnamese}.", $"this is an old Excel workbook under a wrong name: {instead.English}.")),
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => (1, new($"đây là UTF-32, không phải UTF-8: {remedy.Vietnamese}.", $"this is UTF-32, not UTF-8: {remedy.English}.")),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => null,
        _ when beginning.Contains((byte)0) => LooksLikeUtf16(beginning)
            ? (1, new($"có vẻ đây là UTF-16 không có dấu thứ tự byte, không phải UTF-8: {remedy.Vietnamese}.", $"this looks like UTF-16 without a byte order mark, not UTF-8: {remedy.English}."))
            : (1 + beginning[..beginning.IndexOf((byte)0)].Count((byte)'\n'), new("có các byte 0: đây không phải tệp văn bản, hoặc đĩa đã làm hỏng tệp.", "there are zero bytes: this is no text file, or the disk did not keep it.")),
        _ => null,
    };

    /// <summary>What is wrong with a text that is no table.</summary>
    /// <returns>The line and the sentence, or null where all of it is UTF-8 without zero bytes.</returns>
    public static (int Line, Phrase Sentence)? FaultOf(ReadOnlySpan<byte> content)
    {
        if (FaultOfBeginning(content[..Math.Min(content.Length, SampleLength)], InNotepad, OriginalFile) is { } fault)
        {
            return fault;
        }

        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (1, new($"đây là UTF-16, không phải UTF-8: {InNotepad.Vietnamese}.", $"this is UTF-16, not UTF-8: {InNotepad.English}."));
        }

        var place = FirstInvalid(content);
        return place < 0 ? null : (1 + content[..place].Count((byte)'\n'), Sentence(SampleOf(content, place), InNotepad));
    }

    /// <summary>The line of the first byte that is not UTF-8 in a table of any length.</summary>
    public static (int Line, Phrase Sentence) FindFault(Stream file)
    {
        file.Position = 0;
        var (buffer, filled, line) = (new byte[SampleLength], 0, 1);
        for (int read; (read = file.Read(buffer.AsSpan(filled))) > 0;)
        {
            filled += read;
            var whole = LengthOfWholeLetters(buffer.AsSpan(0, filled));
            if (FirstInvalid(buffer.AsSpan(0, whole)) is var place and >= 0)
            {
                return (line + buffer.AsSpan(0, place).Count((byte)'\n'), Sentence(SampleOf(buffer.AsSpan(0, filled), place), OfTable));
            }

            line += buffer.AsSpan(0, whole).Count((byte)'\n');
            buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
            filled -= whole;
        }

        return (line, Sentence(buffer.AsSpan(0, filled), OfTable));
    }

    /// <summary>Without the bytes at the end that may be the beginning of a letter.</summary>
    private static int LengthOfWholeLetters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(MaxLetterLength - 1, bytes.Length); back++)
        {
            if (bytes[^back] < 0x80)
            {
                return bytes.Length;
            }

            if (bytes[^back] >= 0xC0)
            {
                return bytes.Length - back;
            }
        }

        return bytes.Length;
    }

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> beginning)
    {
        var zeros = beginning.Count((byte)0);
        return zeros * 4 >= beginning.Length;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> content)
    {
        for (var place = 0; place < content.Length;)
        {
            var ascii = content[place..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                return -1;
            }

            place += ascii;
            if (Rune.DecodeFromUtf8(content[place..], out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return place;
            }

            place += consumed;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> SampleOf(ReadOnlySpan<byte> content, int place)
    {
        var begin = content[..place].LastIndexOf((byte)'\n') + 1;
        return content[begin..Math.Min(content.Length, begin + SampleLength)];
    }

    private static Phrase Sentence(ReadOnlySpan<byte> sample, Phrase remedy)
    {
        var text = Encoding.Latin1.GetString(sample);
        var best = ((Phrase Name, string Text)[])[(Windows1258, FontLetters.FromWindows1258(text)), (Tcvn3, FontLetters.FromTcvn3(text)), (Vni, FontLetters.FromVni(text))];
        var (share, name) = best.Select(candidate => (Share: ShareOfSyllables(candidate.Text), candidate.Name)).MaxBy(candidate => candidate.Share);
        var isFont = name != Windows1258;
        return share >= Likely
            ? new($"đây không phải UTF-8, có vẻ là {name.Vietnamese}: {(isFont ? "hãy chuyển sang Unicode, ví dụ bằng UniKey, rồi " : "")}{remedy.Vietnamese}.", $"this is not UTF-8, it looks like {name.English}: {(isFont ? "convert it to Unicode, for example by UniKey, then " : "")}{remedy.English}.")
            : new($"đây không phải UTF-8, có lẽ là Windows-1252: {remedy.Vietnamese}.", $"this is not UTF-8, perhaps Windows-1252: {remedy.English}.");
    }

    /// <summary>How many of the words with letters beyond ASCII could be Vietnamese.</summary>
    private static double ShareOfSyllables(string text)
    {
        var words = text.Split([' ', ',', ';', '\t', '\r', '\n', '"', '.', '-', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(letter => letter > '~')).ToList();
        return words.Count == 0 ? 0 : (double)words.Count(word => VietnameseSyllable.IsOne(word)) / words.Count;
    }
}
