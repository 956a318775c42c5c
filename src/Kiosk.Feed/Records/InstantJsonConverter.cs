using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Feed.Records;

/// <summary>Serializes instants by <see cref="VietnamTime"/>; the built-in converter would assume the local zone of the machine for text without an offset.</summary>
public sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && VietnamTime.TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("An instant is written such as 2026-11-25T08:00:00+07:00.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
