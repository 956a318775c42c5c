using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Feed.Records;

/// <summary>Writes JSON without escaping letters. Not safe to embed in HTML.</summary>
public static class JsonText
{
    /// <summary>UTF-8 without a trailing line break.</summary>
    public static byte[] BytesOf<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = type.Options.WriteIndented }))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string Of<T>(T value, JsonTypeInfo<T> type) => Encoding.UTF8.GetString(BytesOf(value, type));
}
