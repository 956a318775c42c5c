using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Cache;

/// <summary>The JSON of the cache beside the records (<see cref="RecordJson"/>), and as strict.</summary>
internal static class CacheJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static JsonTypeInfo<GenerationHeader> Header => TypeInfo<GenerationHeader>();

    public static JsonTypeInfo<CrlFacts> CrlFacts => TypeInfo<CrlFacts>();

    public static JsonTypeInfo<FeedVersions> FeedVersions => TypeInfo<FeedVersions>();

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(CacheJsonContext.Default.Options)
        {
            // The text goes into files, never into a page: Vietnamese letters stay as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = CacheJsonContext.Default.WithAddedModifier(RecordJson.LetNullableBeAbsent),
        };

        // Only then does every thread get one and the same description of a type.
        options.MakeReadOnly();
        return options;
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16,
    Converters = [typeof(CardTagJsonConverter)])]
[JsonSerializable(typeof(GenerationHeader))]
[JsonSerializable(typeof(CrlFacts))]
[JsonSerializable(typeof(FeedVersions))]
internal sealed partial class CacheJsonContext : JsonSerializerContext;
