using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Identity.Enrolment;

/// <summary>The body of a refused enrolment: why, and the remedy.</summary>
internal sealed record EnrolmentRefusal(string Vietnamese, string English);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 2)]
[JsonSerializable(typeof(EnrolmentRefusal))]
internal sealed partial class RefusalJson : JsonSerializerContext;
