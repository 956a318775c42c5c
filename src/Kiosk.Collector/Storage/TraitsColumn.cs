using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Source.Folders;

namespace Kiosk.Collector.Storage;

/// <summary>Members' traits as the column <c>traits</c> holds them: JSON, empty where the source says nothing.</summary>
internal static class TraitsColumn
{
    public static string Write(MemberTraits traits) => traits == MemberTraits.None ? "" : JsonSerializer.Serialize(traits, TraitsJson.Default.MemberTraits);

    /// <exception cref="JsonException">The column is not what this program writes.</exception>
    public static MemberTraits Read(string text) => text.Length == 0 ? MemberTraits.None : JsonSerializer.Deserialize(text, TraitsJson.Default.MemberTraits) ?? MemberTraits.None;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(MemberTraits))]
internal sealed partial class TraitsJson : JsonSerializerContext;
