using System.Text;
using System.Text.Json;

namespace Kiosk.Registry.Text;

/// <summary>Where a text stops being JSON (RFC 8259), in words for whoever typed it.</summary>
internal static class JsonSyntax
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <returns>Line and sentence, or null where it is JSON.</returns>
    public static (int Line, string Sentence)? FaultOf(ReadOnlySpan<byte> json)
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

    private static string Sentence(ReadOnlySpan<byte> json, int place)
    {
        if (place < json.Length && json[place] is (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            return "a text may not go over lines: its closing \" is missing.";
        }

        var rest = Encoding.UTF8.GetString(json[place..Math.Min(place + 24, json.Length)]).TrimStart();
        var before = Encoding.UTF8.GetString(json[..place]).TrimEnd();
        return (before, rest) switch
        {
            ("", "") => "the file is empty; JSON begins with { or [.",
            (_, "") => "the file ends before everything is closed: a \", } or ] is missing.",
            (_, ['“' or '”' or '„' or '‘' or '’' or '«' or '»', ..]) => $"{rest[0]} is a typographic quotation mark; JSON takes the straight \" only.",
            (_, ['\'', ..]) => "JSON takes \" around names and texts, not '.",
            (_, ['/', '/' or '*', ..] or ['#', ..]) => "JSON has no comments: take it away.",
            ([.., ','], ['}' or ']', ..]) => $"there is a comma before {rest[0]}: take it away.",
            ([.., '}' or ']' or '"' or 'e' or 'l' or (>= '0' and <= '9')], ['"' or '{' or '[', ..]) => "a comma is missing before this, or on the line before.",
            (_, ['T' or 'F' or 'N', ..]) => "true, false and null are written in small letters.",
            _ => $"JSON has no place for {Shown(rest)} here.",
        };
    }

    private static string Shown(string rest) => rest[0] < ' ' ? $"the control character U+{(int)rest[0]:X4}" : $"\"{rest.Split('\n', ',', '}')[0].TrimEnd()}\"";
}
