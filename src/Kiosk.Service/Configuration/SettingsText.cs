using System.Text;
using System.Text.Json;
using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>A handwritten settings file: JSON with comments and trailing commas allowed. Reports mistakes by line and column.</summary>
internal sealed class SettingsText
{
    private const string Example = """{ "Kiosk": { "TerminalId": "HN-01" } }""";

    private static readonly JsonReaderOptions Leniently = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string path;
    private readonly byte[] text;
    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);

    private SettingsText(string path, byte[] text) => (this.path, this.text) = (path, text);

    /// <summary>The text in UTF-8, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Json => text;

    /// <summary>The line of each key, such as <c>Kiosk:Http:Port</c>, counted from 1.</summary>
    public IReadOnlyDictionary<string, int> Lines => lines;

    /// <exception cref="ConfigurationException">The file cannot be parsed; the message gives file, line, column, mistake and remedy.</exception>
    public static SettingsText Parse(string path, byte[] content)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new ConfigurationException(new($"{path} được lưu ở dạng UTF-16 (\"Unicode\"); hãy lưu lại ở dạng UTF-8.", $"{path} is saved as UTF-16 (\"Unicode\"); save it as UTF-8."));
        }

        var parsed = new SettingsText(path, content is [0xEF, 0xBB, 0xBF, ..] ? content[3..] : content);
        parsed.RequireText();
        if (JsonStop.FindInText(parsed.text, Leniently) is { } stop)
        {
            throw parsed.At(stop.Line, stop.Column, Phrase.WithDetail("JSON chưa đúng cú pháp", stop.Sentence));
        }

        try
        {
            parsed.Walk();
        }
        catch (JsonException exception)
        {
            throw new ConfigurationException(new SettingsMistake(parsed.text, exception).In(path), exception);
        }

        return parsed;
    }

    private void RequireText()
    {
        if (FirstForeignByte() is { } foreign)
        {
            var (line, column) = TextPosition.Of(text, foreign);
            throw At(line, column, new("ký tự này không phải UTF-8; hãy lưu tệp ở dạng UTF-8.", "this letter is not UTF-8; save the file as UTF-8."));
        }

        if (text.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new ConfigurationException(new($"{path} trống; hãy ghi ít nhất {Example}", $"{path} is empty; write at least {Example}"));
        }
    }

    private int? FirstForeignByte()
    {
        var at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf8(text.AsSpan(at), out _, out var length) is not System.Buffers.OperationStatus.Done)
            {
                return at;
            }

            at += length;
        }

        return null;
    }

    // The framework's own configuration reader rejects a duplicate key without saying where it is.
    private void Walk()
    {
        var reader = new Utf8JsonReader(text, Leniently);
        var names = new Stack<string>();
        var isFirst = true;
        while (reader.Read())
        {
            if (isFirst && reader.TokenType is not JsonTokenType.StartObject)
            {
                throw new ConfigurationException(new(
                    $"{path}, dòng {TextPosition.Of(text, (int)reader.TokenStartIndex).Line}: thiết lập bắt đầu bằng dấu ngoặc nhọn: {Example}",
                    $"{path}, line {TextPosition.Of(text, (int)reader.TokenStartIndex).Line}: settings begin with a brace: {Example}"));
            }

            isFirst = false;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    names.Push(reader.GetString()!);
                    Note(string.Join(':', names.Reverse()), (int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.StartObject:
                    break;
                default:
                    // A value, or the end of an object, which ends its name. No setting is a list.
                    reader.Skip();
                    Leave(names, ref reader);
                    break;
            }
        }
    }

    private static void Leave(Stack<string> names, ref Utf8JsonReader reader)
    {
        while (names.Count > Math.Max(0, reader.CurrentDepth - 1))
        {
            names.Pop();
        }
    }

    private ConfigurationException At(long line, long column, Phrase sentence) =>
        new(new($"{path}, dòng {line}, cột {column}: {sentence.Vietnamese}", $"{path}, line {line}, column {column}: {sentence.English}"));

    private void Note(string key, int at)
    {
        var (line, column) = TextPosition.Of(text, at);
        if (!lines.TryAdd(key, line))
        {
            throw At(line, column, new($"{key} xuất hiện lần thứ hai ở đây, lần đầu ở dòng {lines[key]}; chỉ giữ một.", $"{key} stands here for the second time, first in line {lines[key]}; keep one of them."));
        }
    }
}
