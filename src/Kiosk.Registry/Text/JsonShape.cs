using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Registry.Text;

/// <summary>
/// Compares a JSON text with the type that it should be, and says all that differs by line: the serializer says one thing, in terms of .NET. What it takes and this does not,
/// or the other way round, cannot be, because both go by the same description of the type.
/// </summary>
/// <param name="json">Good JSON.</param>
/// <param name="report">Gets line and sentence.</param>
internal sealed class JsonShape(byte[] json, Action<int, string> report)
{
    private bool isGood = true;

    public bool Check(JsonTypeInfo type)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        try
        {
            Value(ref reader, type, "the file");
        }
        catch (InvalidOperationException)
        {
            Report(JsonSyntax.LineOf(json, reader.TokenStartIndex), "a text has \\u with half of a character: write the letter itself.");
        }

        return isGood;
    }

    /// <summary>Leaves the reader at the value's last token.</summary>
    private void Value(ref Utf8JsonReader reader, JsonTypeInfo type, string name)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when reader.TokenType == JsonTokenType.StartObject:
                Members(ref reader, type, name);
                break;
            case JsonTypeInfoKind.Enumerable when reader.TokenType == JsonTokenType.StartArray:
                var element = type.Options.GetTypeInfo(type.ElementType!);
                for (var number = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
                {
                    Value(ref reader, element, $"entry {number} of {name}");
                }

                break;
            case JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable:
                Refuse(ref reader, $"{name} is {Found(ref reader)} and not {(type.Kind == JsonTypeInfoKind.Object ? "an object { … }" : "a list [ … ]")}.");
                break;
            default:
                Scalar(ref reader, type, name);
                break;
        }
    }

    private void Members(ref Utf8JsonReader reader, JsonTypeInfo type, string name)
    {
        var line = JsonSyntax.LineOf(json, reader.TokenStartIndex);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = reader.GetString()!;
            var known = type.Properties.FirstOrDefault(property => property.Name == member);
            if (!seen.Add(member))
            {
                Refuse(ref reader, $"\"{member}\" stands twice in {name}.");
            }
            else if (known is null)
            {
                var nearly = type.Properties.FirstOrDefault(property => property.Name.Equals(member, StringComparison.OrdinalIgnoreCase));
                Refuse(ref reader, nearly is null ? $"\"{member}\" is not known in {name}; known are {string.Join(", ", type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).Select(property => property.Name))}." : $"\"{member}\" is written \"{nearly.Name}\".");
            }

            reader.Read();
            if (known is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null || !known.IsSetNullable)
            {
                Value(ref reader, type.Options.GetTypeInfo(Nullable.GetUnderlyingType(known.PropertyType) ?? known.PropertyType), $"\"{member}\"");
            }
        }

        if (type.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name)).Select(property => $"\"{property.Name}\"").ToList() is { Count: > 0 } missing)
        {
            Report(line, $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing in {name}.{HowToMake(missing)}");
        }
    }

    /// <summary>Nobody has 32 random bytes at hand: the other members are written as one knows them.</summary>
    private static string HowToMake(List<string> missing) => missing.Contains("\"key\"") ? " A key is 32 random bytes in Base64: openssl rand -base64 32 makes one." : "";

    private void Scalar(ref Utf8JsonReader reader, JsonTypeInfo type, string name)
    {
        var (start, found, isNumber) = (reader.TokenStartIndex, Found(ref reader), reader.TokenType == JsonTokenType.Number);
        var line = JsonSyntax.LineOf(json, start);
        reader.Skip();
        try
        {
            if (JsonSerializer.Deserialize(json.AsSpan(checked((int)start)..checked((int)reader.BytesConsumed)), type) is null)
            {
                throw new JsonException();
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            Report(line, isNumber && type.Type == typeof(int) && found.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0
                ? $"{name} is {found}, and such a number is from {int.MinValue} to {int.MaxValue}."
                : $"{name} is {found} and not {Expectation(type.Type)}.");
        }
    }

    private static string Expectation(Type type) => type switch
    {
        _ when type == typeof(string) => "a text in quotes",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number without quotes",
        _ when type == typeof(DateTimeOffset) => "an instant such as \"2026-11-25T08:00:00+07:00\" (without a zone it is Vietnam time)",
        _ when type == typeof(DateOnly) => "a day such as \"2026-11-25\"",
        _ when type == typeof(TimeOnly) => "a time of day such as \"22:00\"",
        _ when type == typeof(TimeSpan) => "a duration such as \"00:30:00\" (hours, minutes, seconds)",
        _ when type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) => "Base64 in quotes, as openssl rand -base64 32 makes it",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(value => $"\"{JsonNamingPolicy.CamelCase.ConvertName(value)}\""))}",
        _ => "what belongs there",
    };

    private static string Found(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => $"\"{Shortened(reader.GetString()!)}\"",
        JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "a list",
        _ => "an object",
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private void Refuse(ref Utf8JsonReader reader, string sentence)
    {
        Report(JsonSyntax.LineOf(json, reader.TokenStartIndex), sentence);
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            reader.Skip();
        }
    }

    private void Report(int line, string sentence)
    {
        isGood = false;
        report(line, sentence);
    }
}
