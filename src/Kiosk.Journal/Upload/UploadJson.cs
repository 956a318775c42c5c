using System.Text.Json.Serialization;

namespace Kiosk.Journal.Upload;

/// <summary>Serializes the JSON between terminal and collector without reflection. Unknown properties are ignored: the other end may be newer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(UploadRefusal))]
[JsonSerializable(typeof(ArrivalOfOtherDoor))]
[JsonSerializable(typeof(TerminalState))]
internal sealed partial class UploadJson : JsonSerializerContext;
