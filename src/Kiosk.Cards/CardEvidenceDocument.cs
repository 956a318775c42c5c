using System.Text.Json.Serialization;

namespace Kiosk.Cards;

/// <summary>Card evidence as it is written.</summary>
/// <param name="AnswerMilliseconds">From the challenge to the last byte of the answer.</param>
/// <param name="Chuid">Left out where it was not read: the generated writer would turn a null array into an empty string.</param>
internal sealed record CardEvidenceDocument(
    string Application,
    byte[] Certificate,
    string TerminalId,
    byte[] Nonce,
    string KeyAlgorithm,
    byte[] Answer,
    double AnswerMilliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Chuid = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 2)]
[JsonSerializable(typeof(CardEvidenceDocument))]
internal sealed partial class CardEvidenceJsonContext : JsonSerializerContext;
