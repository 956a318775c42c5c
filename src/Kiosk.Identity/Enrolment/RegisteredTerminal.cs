using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Identity.Enrolment;

/// <summary>A terminal as the register keeps it: one JSON file, readable by the register's owner only.</summary>
/// <param name="Province">The code of the province whose feed lists it.</param>
/// <param name="Token">The token in text, from its issue until the next one; it holds a secret. Null once the terminal is revoked.</param>
/// <param name="TokenUsedBy">The key that used the token, hexadecimal; null until then.</param>
/// <param name="Enrolments">As the feed lists them; at most one is not revoked.</param>
internal sealed record RegisteredTerminal(string Id, string Province, string? Door, string? Token, string? TokenUsedBy, IReadOnlyList<TerminalRecord> Enrolments)
{
    /// <summary>The enrolment in force; null if there is none.</summary>
    [JsonIgnore]
    public TerminalRecord? Current => Enrolments.FirstOrDefault(record => record.Revoked is null);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegisterJson.Default.RegisteredTerminal);

    /// <exception cref="JsonException">It is not such a file.</exception>
    /// <exception cref="RecordException">An enrolment breaks a rule.</exception>
    public static RegisteredTerminal Parse(ReadOnlySpan<byte> json)
    {
        var parsed = JsonSerializer.Deserialize(json, RegisterJson.Default.RegisteredTerminal) ?? throw new JsonException("null says nothing");
        TerminalRows.Of(parsed.Enrolments);
        return ProvinceCode.TryParse(parsed.Province, out _) ? parsed : throw new JsonException($"\"{parsed.Province}\" is not a province's code");
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, MaxDepth = 8, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(RegisteredTerminal))]
internal sealed partial class RegisterJson : JsonSerializerContext;
