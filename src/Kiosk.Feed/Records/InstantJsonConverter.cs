using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Feed.Records;

/// <summary>An instant by <see cref="VietnamTime"/>: the serializer's own reading of one without a zone is the time of the machine that reads it.</summary>
public sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && VietnamTime.TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("An instant is written such as 2026-11-25T08:00:00+07:00.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
