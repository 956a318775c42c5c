using System.Text.Json.Serialization;

namespace Kiosk.Hardware.Cards;

/// <summary>Card evidence as it is written.</summary>
internal sealed record CardEvidenceDocument(
    string Application,
    byte[] Certificate,
    string TerminalId,
    byte[] Nonce,
    string KeyAlgorithm,
    byte[] Answer,
    byte[]? Chuid);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 2)]
[JsonSerializable(typeof(CardEvidenceDocument))]
internal sealed partial class CardEvidenceJsonContext : JsonSerializerContext;
