using System.Text.Json.Serialization;

namespace Kiosk.Cards;

/// <summary>The discriminator of serialized card evidence; other members are ignored.</summary>
/// <param name="Kind">Null in evidence written before there were several kinds, which is PIV.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record CardEvidenceKind(string? Kind = null)
{
    public const string Piv = "piv";
}

/// <summary>The JSON form of <see cref="CardEvidence.Piv"/>.</summary>
/// <param name="AnswerMilliseconds">From the challenge to the last byte of the answer.</param>
/// <param name="Chuid">Omitted if it was not read: the generated writer would turn a null array into an empty string.</param>
internal sealed record PivEvidenceDocument(
    string Application,
    byte[] Certificate,
    string TerminalId,
    byte[] Nonce,
    string KeyAlgorithm,
    byte[] Answer,
    double AnswerMilliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Chuid = null,
    [property: JsonPropertyOrder(-1)] string Kind = CardEvidenceKind.Piv);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 2)]
[JsonSerializable(typeof(CardEvidenceKind))]
[JsonSerializable(typeof(PivEvidenceDocument))]
internal sealed partial class CardEvidenceJsonContext : JsonSerializerContext;
