using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Kiosk.Feed.Metadata;

/// <summary>
/// OLPC canonical JSON, the form TUF signs (TUF 1.0, 4.2.1): members sorted by code point, no white space, only <c>"</c> and <c>\</c> escaped, integers only.
/// The output need not be valid JSON: control characters are not escaped.
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="MetadataFormatException">A number is not an integer, or a string is not valid Unicode.</exception>
    public static byte[] Encode(JsonElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(element, output);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, output);
                break;
            case JsonValueKind.Array:
                WriteArray(element, output);
                break;
            case JsonValueKind.String:
                WriteString(TextOf(element), output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(IntegerOf(element)));
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw new MetadataFormatException("A value that is not there cannot be signed.");
        }
    }

    private static void WriteObject(JsonElement element, ArrayBufferWriter<byte> output)
    {
        var members = element.EnumerateObject().Select(member => (Name: NameOf(member), member.Value)).ToArray();
        // UTF-8 sorts by code point; UTF-16 does not.
        Array.Sort(members, (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            WriteString(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement element, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!isFirst)
            {
                output.Write(","u8);
            }

            isFirst = false;
            Write(item, output);
        }

        output.Write("]"u8);
    }

    private static void WriteString(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (text.IndexOfAny((byte)'"', (byte)'\\') is var special and >= 0)
        {
            output.Write(text[..special]);
            output.Write("\\"u8);
            output.Write(text.Slice(special, 1));
            text = text[(special + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }

    private static byte[] NameOf(JsonProperty member) => Utf8(() => member.Name);

    private static byte[] TextOf(JsonElement element) => Utf8(() => element.GetString()!);

    private static byte[] Utf8(Func<string> read)
    {
        try
        {
            return Encoding.UTF8.GetBytes(read());
        }
        catch (InvalidOperationException exception)
        {
            throw new MetadataFormatException("A string holds half a surrogate pair.", exception);
        }
    }

    private static string IntegerOf(JsonElement element)
    {
        var digits = element.GetRawText();
        if (digits.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
        {
            throw new MetadataFormatException($"{digits} is not an integer, and canonical JSON has no other numbers.");
        }

        return digits is "-0" ? "0" : digits;
    }
}
