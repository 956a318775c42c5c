using System.Globalization;
using System.Text.Json;

namespace Kiosk.Feed.Metadata;

/// <summary>Strict access to the members of one JSON object in a metadata file. Every error names the member and the type of file.</summary>
/// <param name="element">The object.</param>
/// <param name="path">The object's name in messages: <c>"signed" of root metadata (TUF 1.0)</c>.</param>
internal readonly struct JsonFields(JsonElement element, string path)
{
    /// <summary>Larger integers are not interoperable between JSON readers (RFC 8259, 6).</summary>
    private const long MaxInteger = (1L << 53) - 1;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public JsonElement Element { get; } = Expect(element, JsonValueKind.Object, path);

    public string Path { get; } = path;

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public JsonFields Object(string name) => new(Member(name), At(name));

    public JsonFields? OptionalObject(string name) => Element.TryGetProperty(name, out var value) ? new(value, At(name)) : null;

    public string Text(string name) => TextOf(Member(name), At(name));

    public long Integer(string name, long min) =>
        Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) && value >= min && value <= MaxInteger
            ? value
            : throw new MetadataFormatException($"The member {At(name)} is not an integer from {min} to {MaxInteger}.");

    public long? OptionalInteger(string name, long min) => Has(name) ? Integer(name, min) : null;

    public bool Boolean(string name) => Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new MetadataFormatException($"The member {At(name)} is neither true nor false."),
    };

    public DateTimeOffset Instant(string name) =>
        DateTimeOffset.TryParseExact(Text(name), InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new MetadataFormatException($"The member {At(name)} is not an instant such as 2026-11-25T08:00:00Z.");

    public string[] Texts(string name)
    {
        var place = At(name);
        return [.. Array(name).Select(item => TextOf(item, place))];
    }

    public JsonElement[] Array(string name) => [.. Expect(Member(name), JsonValueKind.Array, At(name)).EnumerateArray()];

    /// <summary>All members with name and value.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Members()
    {
        var place = Path;
        return Element.EnumerateObject().Select(member => (NameOf(member, place), member.Value));
    }

    public bool Has(string name) => Element.TryGetProperty(name, out _);

    private JsonElement Member(string name) =>
        Element.TryGetProperty(name, out var value) ? value : throw new MetadataFormatException($"The member {At(name)} is missing.");

    /// <summary>A member's name in messages.</summary>
    public string At(string name) => $"\"{name}\" of {Path}";

    private static string NameOf(JsonProperty member, string path)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException exception)
        {
            throw new MetadataFormatException($"A member of {path} has \\u with half of a character in its name; write the letter itself.", exception);
        }
    }

    private static string TextOf(JsonElement element, string path)
    {
        try
        {
            return Expect(element, JsonValueKind.String, path).GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new MetadataFormatException($"The text {path} has \\u with half of a character; write the letter itself.", exception);
        }
    }

    private static JsonElement Expect(JsonElement element, JsonValueKind kind, string path) =>
        element.ValueKind == kind ? element : throw new MetadataFormatException($"{char.ToUpperInvariant(path[0])}{path[1..]} is {NameOf(element.ValueKind)}, not {NameOf(kind)}.");

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object { … }",
        JsonValueKind.Array => "a list [ … ]",
        JsonValueKind.String => "a text in quotes",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
