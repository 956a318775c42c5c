using System.Text;
using System.Text.Json;

namespace Kiosk.Service.Configuration;

/// <summary>Explains a syntax error in handwritten JSON, and what to write instead.</summary>
/// <param name="text">The text in UTF-8.</param>
/// <param name="exception">The JSON reader's exception.</param>
internal sealed class SettingsMistake(byte[] text, JsonException exception)
{
    private const string TypographicQuotes = "“”„‟‘’‚‛«»‹›";

    /// <returns>One sentence.</returns>
    public string In(string path)
    {
        var at = Stop();
        var (line, column) = TextPosition.Of(text, at);
        return $"{path}, line {line}, column {column}: {Sentence(at)}";
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

    private string Sentence(int at)
    {
        if (text.AsSpan(at).Trim(" \t\r\n"u8).IsEmpty)
        {
            return "the file ends in the middle: a closing } or \" is missing.";
        }

        _ = Rune.DecodeFromUtf8(text.AsSpan(at), out var letter, out _);
        return letter.ToString() switch
        {
            "'" => "names and values stand in double quotes (\"), not in single ones.",
            var quote when TypographicQuotes.Contains(quote, StringComparison.Ordinal) => $"the typographic quote {quote} must be a plain double quote (\").",
            "\n" or "\r" or "\t" => "the text that begins before this is not closed: a double quote (\") is missing on this line.",
            "\"" or "{" or "[" when IsAfterValue() => "a comma is missing before this.",
            "=" => "a colon (:) stands between name and value, not =.",
            ";" => "a comma stands between settings, not a semicolon.",
            "\\" => "a backslash is written twice (\\\\) within a text.",
            _ when Rune.IsLetter(letter) => $"what begins with {letter} must stand in double quotes (\"), unless it is true, false, null or a number.",
            _ => $"{letter} does not belong here.",
        };
    }

    // Matches the JSON reader's own wording; a test detects changes to it.
    private bool IsAfterValue() => exception.Message.Contains("after a value", StringComparison.Ordinal) || exception.Message.Contains("Expected either ','", StringComparison.Ordinal);
}
