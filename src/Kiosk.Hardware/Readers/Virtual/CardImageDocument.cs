using System.Text.Json.Serialization;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A card image as it is written.</summary>
internal sealed record CardImageDocument(
    string Atr,
    string Aid,
    Dictionary<string, string> Objects,
    Dictionary<string, CardImageDocument.Key> Keys,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] List<CardImageDocument.Fault>? Faults = null)
{
    internal sealed record Key(string Algorithm, string Pkcs8);

    internal sealed record Fault(string On, string Do, int After = 0);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 4,
    WriteIndented = true)]
[JsonSerializable(typeof(CardImageDocument))]
internal sealed partial class CardImageJson : JsonSerializerContext;
