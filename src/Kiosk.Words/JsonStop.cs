using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Kiosk.Words;

/// <summary>The position at which a text stops being valid JSON (RFC 8259).</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
/// <param name="Sentence">What is wrong there.</param>
public readonly record struct JsonStop(int Line, int Column, string Sentence)
{
    private const string TypographicQuotes = "“”„‟‘’‚‛«»‹›";

    /// <returns>Null if the text is valid JSON.</returns>
    public static JsonStop? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (FaultOf(ref reader) is { } fault)
                {
                    return At(json, (int)reader.TokenStartIndex, fault);
                }
            }

            return null;
        }
        catch (JsonException stopped)
        {
            var at = ByteOf(json, stopped.LineNumber ?? 0, stopped.BytePositionInLine ?? 0);
            var (line, column) = PlaceOf(json, stopped.LineNumber ?? 0, stopped.BytePositionInLine ?? 0);
            var isOver = reader is { CurrentDepth: 0, TokenType: JsonTokenType.EndObject or JsonTokenType.EndArray };
            return new(line, column, isOver ? "there is more after its end; take it out." : SentenceAt(json, at));
        }
    }

    /// <summary>Finds a name or string with invalid UTF-8 or an unpaired surrogate. Readers notice those only when the value is read, and then do not throw <see cref="JsonException"/>.</summary>
    /// <returns>Null if there is none before the end or the first syntax error.</returns>
    public static JsonStop? FindInText(ReadOnlySpan<byte> json, JsonReaderOptions options = default)
    {
        var reader = new Utf8JsonReader(json, options);
        try
        {
            while (reader.Read())
            {
                if (FaultOf(ref reader) is { } fault)
                {
                    return At(json, (int)reader.TokenStartIndex, fault);
                }
            }
        }
        catch (JsonException)
        {
            // The caller's parser reports syntax errors.
        }

        return null;
    }

    /// <summary>Guards a parser that does not validate strings.</summary>
    /// <exception cref="JsonException">A name or string has invalid UTF-8 or an unpaired surrogate.</exception>
    public static void RequireText(ReadOnlySpan<byte> json, JsonReaderOptions options = default)
    {
        if (FindInText(json, options) is { } stop)
        {
            throw new JsonException(stop.Sentence);
        }
    }

    /// <param name="line">From 0, as <see cref="JsonException.LineNumber"/>.</param>
    /// <param name="byteInLine">From 0.</param>
    public static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> json, long line, long byteInLine)
    {
        var at = ByteOf(json, line, byteInLine);
        var begin = json[..at].LastIndexOf((byte)'\n') + 1;
        return ((int)line + 1, Encoding.UTF8.GetCharCount(json[begin..at]) + 1);
    }

    private static string? FaultOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
        {
            return null;
        }

        if (!Utf8.IsValid(reader.ValueSpan))
        {
            return "this is no text in UTF-8.";
        }

        try
        {
            _ = reader.ValueIsEscaped ? reader.GetString() : null;
            return null;
        }
        catch (InvalidOperationException)
        {
            return "this has \\u with half of a letter; write the letter itself.";
        }
    }

    private static JsonStop At(ReadOnlySpan<byte> json, int at, string sentence)
    {
        var begin = json[..at].LastIndexOf((byte)'\n') + 1;
        return new(json[..at].Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(json[begin..at]) + 1, sentence);
    }

    private static int ByteOf(ReadOnlySpan<byte> json, long line, long byteInLine)
    {
        var begin = 0;
        for (; line > 0; line--)
        {
            begin += json[begin..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(begin + byteInLine, json.Length);
    }

    private static string SentenceAt(ReadOnlySpan<byte> json, int at)
    {
        var before = json[..at].TrimEnd(" \t\r\n"u8);
        if (json[at..].Trim(" \t\r\n"u8).IsEmpty)
        {
            return before.IsEmpty ? "there is nothing in it; JSON begins with a brace or a bracket." : "it ends before everything is closed: a quote, a brace or a bracket is missing.";
        }

        _ = Rune.DecodeFromUtf8(json[at..], out var letter, out _);
        var last = before.IsEmpty ? ' ' : (char)before[^1];
        return letter.ToString() switch
        {
            "\uFEFF" => "it begins with a byte order mark; save it as UTF-8 without one.",
            "\uFFFD" => "this is no text in UTF-8.",
            "<" when before.IsEmpty => "this is a page of HTML or XML.",
            "'" => "names and texts stand in double quotes (\"), not in single ones.",
            var quote when TypographicQuotes.Contains(quote, StringComparison.Ordinal) => $"the typographic quote {quote} must be a plain double quote (\").",
            "\n" or "\r" or "\t" => "the text that begins before this is not closed: a double quote (\") is missing.",
            "/" or "#" => "JSON has no comments; take it out.",
            "}" or "]" when last == ',' => "there is a comma too many before this.",
            "\"" or "{" or "[" when last is '"' or '}' or ']' or (>= '0' and <= '9') or 'e' or 'l' => "a comma is missing before this.",
            _ when Rune.IsControl(letter) => $"the control character U+{letter.Value:X4} has no place here.",
            var other => $"{other} has no place here.",
        };
    }
}
