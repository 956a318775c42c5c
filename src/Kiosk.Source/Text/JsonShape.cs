using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Words;

namespace Kiosk.Source.Text;

/// <summary>
/// Compares a JSON text with the type that it should be, and says all that differs by line: the serializer says one thing, in terms of .NET. What it takes and this does not,
/// or the other way round, cannot be, because both go by the same description of the type.
/// </summary>
/// <param name="json">Good JSON.</param>
/// <param name="report">Gets line and sentence.</param>
internal sealed class JsonShape(byte[] json, Action<int, Phrase> report)
{
    private bool isGood = true;

    public bool Check(JsonTypeInfo type)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        try
        {
            Value(ref reader, type, new("tệp", "the file"));
        }
        catch (InvalidOperationException)
        {
            Report(JsonSyntax.LineOf(json, reader.TokenStartIndex), new("một chuỗi có \\u chỉ với nửa ký tự: hãy viết chính ký tự đó.", "a text has \\u with half of a character: write the letter itself."));
        }

        return isGood;
    }

    /// <summary>Leaves the reader at the value's last token.</summary>
    private void Value(ref Utf8JsonReader reader, JsonTypeInfo type, Phrase name)
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
                    Value(ref reader, element, new($"mục {number} của {name.Vietnamese}", $"entry {number} of {name.English}"));
                }

                break;
            case JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable:
                var (other, expected) = (Found(ref reader), type.Kind == JsonTypeInfoKind.Object ? new Phrase("một đối tượng { … }", "an object { … }") : new Phrase("một danh sách [ … ]", "a list [ … ]"));
                Refuse(ref reader, new($"{name.Vietnamese} là {other.Vietnamese}, không phải {expected.Vietnamese}.", $"{name.English} is {other.English} and not {expected.English}."));
                break;
            default:
                Scalar(ref reader, type, name);
                break;
        }
    }

    private void Members(ref Utf8JsonReader reader, JsonTypeInfo type, Phrase name)
    {
        var line = JsonSyntax.LineOf(json, reader.TokenStartIndex);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = reader.GetString()!;
            var known = type.Properties.FirstOrDefault(property => property.Name == member);
            if (!seen.Add(member))
            {
                Refuse(ref reader, new($"\"{member}\" xuất hiện hai lần trong {name.Vietnamese}.", $"\"{member}\" stands twice in {name.English}."));
            }
            else if (known is null)
            {
                var nearly = type.Properties.FirstOrDefault(property => property.Name.Equals(member, StringComparison.OrdinalIgnoreCase));
                Refuse(ref reader, nearly is null ? Unknown(member, name, type) : new($"\"{member}\" phải viết là \"{nearly.Name}\".", $"\"{member}\" is written \"{nearly.Name}\"."));
            }

            reader.Read();
            if (known is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null || !known.IsSetNullable)
            {
                Value(ref reader, type.Options.GetTypeInfo(Nullable.GetUnderlyingType(known.PropertyType) ?? known.PropertyType), Phrase.Untranslated($"\"{member}\""));
            }
        }

        if (type.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name)).Select(property => $"\"{property.Name}\"").ToList() is { Count: > 0 } missing)
        {
            var (names, how) = (string.Join(", ", missing), HowToMake(missing));
            Report(line, new($"thiếu {names} trong {name.Vietnamese}.{how.Vietnamese}", $"{names} {(missing.Count == 1 ? "is" : "are")} missing in {name.English}.{how.English}"));
        }
    }

    /// <summary>Nobody has 32 random bytes at hand: the other members are written as one knows them.</summary>
    private static Phrase HowToMake(List<string> missing) => missing.Contains("\"key\"")
        ? new(" Khóa là 32 byte ngẫu nhiên ở dạng Base64, tạo bằng: openssl rand -base64 32", " A key is 32 random bytes in Base64: openssl rand -base64 32 makes one.")
        : Phrase.Untranslated("");

    private static Phrase Unknown(string member, Phrase where, JsonTypeInfo type)
    {
        var known = string.Join(", ", type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).Select(property => property.Name));
        return new($"trong {where.Vietnamese} không có \"{member}\"; các mục hợp lệ: {known}.", $"\"{member}\" is not known in {where.English}; known are {known}.");
    }

    private void Scalar(ref Utf8JsonReader reader, JsonTypeInfo type, Phrase name)
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
            Report(line, isNumber && type.Type == typeof(int) && found.English.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0
                ? new($"{name.Vietnamese} là {found.Vietnamese}, mà số loại này nằm trong khoảng từ {int.MinValue} đến {int.MaxValue}.", $"{name.English} is {found.English}, and such a number is from {int.MinValue} to {int.MaxValue}.")
                : new($"{name.Vietnamese} là {found.Vietnamese}, không phải {Expectation(type.Type).Vietnamese}.", $"{name.English} is {found.English} and not {Expectation(type.Type).English}."));
        }
    }

    private static Phrase Expectation(Type type) => type switch
    {
        _ when type == typeof(string) => new("chuỗi trong dấu ngoặc kép", "a text in quotes"),
        _ when type == typeof(bool) => new("true hoặc false", "true or false"),
        _ when type == typeof(int) || type == typeof(long) => new("số nguyên không có dấu ngoặc kép", "a whole number without quotes"),
        _ when type == typeof(DateTimeOffset) => new("thời điểm dạng \"2026-11-25T08:00:00+07:00\" (không ghi múi giờ là giờ Việt Nam)", "an instant such as \"2026-11-25T08:00:00+07:00\" (without a zone it is Vietnam time)"),
        _ when type == typeof(DateOnly) => new("ngày dạng \"2026-11-25\"", "a day such as \"2026-11-25\""),
        _ when type == typeof(TimeOnly) => new("giờ trong ngày dạng \"22:00\"", "a time of day such as \"22:00\""),
        _ when type == typeof(TimeSpan) => new("thời lượng dạng \"00:30:00\" (giờ, phút, giây)", "a duration such as \"00:30:00\" (hours, minutes, seconds)"),
        _ when type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) => new("Base64 trong dấu ngoặc kép, như openssl rand -base64 32 tạo ra", "Base64 in quotes, as openssl rand -base64 32 makes it"),
        { IsEnum: true } => new($"một trong {string.Join(", ", Enum.GetNames(type).Select(value => $"\"{JsonNamingPolicy.CamelCase.ConvertName(value)}\""))}", $"one of {string.Join(", ", Enum.GetNames(type).Select(value => $"\"{JsonNamingPolicy.CamelCase.ConvertName(value)}\""))}"),
        _ => new("giá trị đúng loại", "what belongs there"),
    };

    private static Phrase Found(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Phrase.Untranslated($"\"{Shortened(reader.GetString()!)}\""),
        JsonTokenType.Number => Phrase.Untranslated(System.Text.Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => Phrase.Untranslated("true"),
        JsonTokenType.False => Phrase.Untranslated("false"),
        JsonTokenType.Null => Phrase.Untranslated("null"),
        JsonTokenType.StartArray => new("một danh sách", "a list"),
        _ => new("một đối tượng", "an object"),
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private void Refuse(ref Utf8JsonReader reader, Phrase sentence)
    {
        Report(JsonSyntax.LineOf(json, reader.TokenStartIndex), sentence);
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            reader.Skip();
        }
    }

    private void Report(int line, Phrase sentence)
    {
        isGood = false;
        report(line, sentence);
    }
}
