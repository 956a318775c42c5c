using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Feed.Records;

/// <summary>Serializes a card tag as 32 lower-case hexadecimal digits.</summary>
public sealed class CardTagJsonConverter : JsonConverter<CardTag>
{
    public override CardTag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<char> digits = stackalloc char[2 * CardTag.Length];
        Span<byte> tag = stackalloc byte[CardTag.Length];
        return reader.TokenType == JsonTokenType.String
            && (reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) == digits.Length
            && reader.CopyString(digits) == digits.Length
            && !digits.ContainsAnyInRange('A', 'F')
            && Convert.FromHexString(digits, tag, out _, out _) == System.Buffers.OperationStatus.Done
                ? CardTag.FromBytes(tag)
                : throw new JsonException($"A card tag is {digits.Length} lower-case hexadecimal digits.");
    }

    public override void Write(Utf8JsonWriter writer, CardTag value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
