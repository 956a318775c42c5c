using System.Text;
using System.Text.Json;
using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>Explains a syntax error in handwritten JSON, and what to write instead.</summary>
/// <param name="text">The text in UTF-8.</param>
/// <param name="exception">The JSON reader's exception.</param>
internal sealed class SettingsMistake(byte[] text, JsonException exception)
{
    private const string TypographicQuotes = "“”„‟‘’‚‛«»‹›";

    public Phrase In(string path)
    {
        var at = Stop();
        var ((line, column), sentence) = (TextPosition.Of(text, at), Sentence(at));
        return new($"{path}, dòng {line}, cột {column}: {sentence.Vietnamese}", $"{path}, line {line}, column {column}: {sentence.English}");
    }

    private int Stop()
    {
        var begin = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            begin += text.AsSpan(begin).IndexOf((byte)'\n') + 1;
        }

        return Math.Min(begin + (int)(exception.BytePositionInLine ?? 0), text.Length);
    }

    private Phrase Sentence(int at)
    {
        if (text.AsSpan(at).Trim(" \t\r\n"u8).IsEmpty)
        {
            return new("tệp kết thúc giữa chừng: thiếu dấu } hoặc \" đóng lại.", "the file ends in the middle: a closing } or \" is missing.");
        }

        _ = Rune.DecodeFromUtf8(text.AsSpan(at), out var letter, out _);
        return letter.ToString() switch
        {
            "'" => new("tên và giá trị đặt trong dấu ngoặc kép (\"), không phải ngoặc đơn.", "names and values stand in double quotes (\"), not in single ones."),
            var quote when TypographicQuotes.Contains(quote, StringComparison.Ordinal) => new($"dấu nháy kiểu chữ in {quote} phải là dấu ngoặc kép thẳng (\").", $"the typographic quote {quote} must be a plain double quote (\")."),
            "\n" or "\r" or "\t" => new("chuỗi bắt đầu trước chỗ này chưa đóng: dòng này thiếu một dấu ngoặc kép (\").", "the text that begins before this is not closed: a double quote (\") is missing on this line."),
            "\"" or "{" or "[" when IsAfterValue() => new("thiếu dấu phẩy trước chỗ này.", "a comma is missing before this."),
            "=" => new("giữa tên và giá trị là dấu hai chấm (:), không phải =.", "a colon (:) stands between name and value, not =."),
            ";" => new("giữa các thiết lập là dấu phẩy, không phải dấu chấm phẩy.", "a comma stands between settings, not a semicolon."),
            "\\" => new("trong một chuỗi, dấu gạch chéo ngược phải viết hai lần (\\\\).", "a backslash is written twice (\\\\) within a text."),
            _ when Rune.IsLetter(letter) => new($"phần bắt đầu bằng {letter} phải đặt trong dấu ngoặc kép (\"), trừ true, false, null và số.", $"what begins with {letter} must stand in double quotes (\"), unless it is true, false, null or a number."),
            _ => new($"{letter} không thuộc về chỗ này.", $"{letter} does not belong here."),
        };
    }

    // Matches the JSON reader's own wording; a test detects changes to it.
    private bool IsAfterValue() => exception.Message.Contains("after a value", StringComparison.Ordinal) || exception.Message.Contains("Expected either ','", StringComparison.Ordinal);
}
