using System.Text;
using System.Text.Json;
using Kiosk.Words;

namespace Kiosk.Source.Text;

/// <summary>Where a text stops being JSON (RFC 8259), in words for whoever typed it.</summary>
internal static class JsonSyntax
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <returns>Line and sentence, or null where it is JSON.</returns>
    public static (int Line, Phrase Sentence)? FaultOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            var line = checked((int)(e.LineNumber ?? 0) + 1);
            return (line, Sentence(json, PlaceOf(json, line, e.BytePositionInLine ?? 0)));
        }
    }

    /// <summary>The line of a byte, from 1.</summary>
    public static int LineOf(ReadOnlySpan<byte> json, long place) => 1 + json[..checked((int)Math.Min(place, json.Length))].Count((byte)'\n');

    /// <summary>The line of a member, by names with dots between them; of the last one that is there.</summary>
    public static int LineOf(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json, Options);
        var (names, found, line) = (path.Split('.'), 0, 1);
        while (found < names.Length && reader.Read() && reader.CurrentDepth >= found)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == found + 1 && reader.ValueTextEquals(names[found]))
            {
                (line, found) = (LineOf(json, reader.TokenStartIndex), found + 1);
            }
        }

        return line;
    }

    private static int PlaceOf(ReadOnlySpan<byte> json, int line, long byteInLine)
    {
        var start = 0;
        for (var number = 1; number < line && json[start..].IndexOf((byte)'\n') is var end and >= 0; number++)
        {
            start += end + 1;
        }

        return (int)Math.Min(start + byteInLine, json.Length);
    }

    private static Phrase Sentence(ReadOnlySpan<byte> json, int place)
    {
        if (place < json.Length && json[place] is (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            return new("một chuỗi không được kéo dài qua nhiều dòng: thiếu dấu \" đóng.", "a text may not go over lines: its closing \" is missing.");
        }

        var rest = Encoding.UTF8.GetString(json[place..Math.Min(place + 24, json.Length)]).TrimStart();
        var before = Encoding.UTF8.GetString(json[..place]).TrimEnd();
        return (before, rest) switch
        {
            ("", "") => new("tệp trống; JSON mở đầu bằng { hoặc [.", "the file is empty; JSON begins with { or [."),
            (_, "") => new("tệp kết thúc khi chưa đóng hết: thiếu \", } hoặc ].", "the file ends before everything is closed: a \", } or ] is missing."),
            (_, ['“' or '”' or '„' or '‘' or '’' or '«' or '»', ..]) => new($"{rest[0]} là dấu ngoặc kép kiểu in; JSON chỉ nhận dấu \" thẳng.", $"{rest[0]} is a typographic quotation mark; JSON takes the straight \" only."),
            (_, ['\'', ..]) => new("JSON dùng dấu \" quanh tên và chuỗi, không dùng '.", "JSON takes \" around names and texts, not '."),
            (_, ['/', '/' or '*', ..] or ['#', ..]) => new("JSON không có chú thích: hãy bỏ đi.", "JSON has no comments: take it away."),
            ([.., ','], ['}' or ']', ..]) => new($"có dấu phẩy trước {rest[0]}: hãy bỏ đi.", $"there is a comma before {rest[0]}: take it away."),
            ([.., '}' or ']' or '"' or 'e' or 'l' or (>= '0' and <= '9')], ['"' or '{' or '[', ..]) => new("thiếu dấu phẩy trước chỗ này, hoặc ở dòng trước.", "a comma is missing before this, or on the line before."),
            (_, ['T' or 'F' or 'N', ..]) => new("true, false và null viết bằng chữ thường.", "true, false and null are written in small letters."),
            _ => new($"ở đây JSON không nhận {Shown(rest).Vietnamese}.", $"JSON has no place for {Shown(rest).English} here."),
        };
    }

    private static Phrase Shown(string rest) => rest[0] < ' ' ? new($"ký tự điều khiển U+{(int)rest[0]:X4}", $"the control character U+{(int)rest[0]:X4}") : Phrase.Untranslated($"\"{rest.Split('\n', ',', '}')[0].TrimEnd()}\"");
}
