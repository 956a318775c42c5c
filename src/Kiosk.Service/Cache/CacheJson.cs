using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Service.Admission;
using Kiosk.Service.Verification;

namespace Kiosk.Service.Cache;

/// <summary>The JSON of source folder and cache: strict (no unknown, repeated or missing properties, no null where none is meant); only what may be null may be absent.</summary>
internal static class CacheJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static JsonTypeInfo<Member> Member => TypeInfo<Member>();

    public static JsonTypeInfo<Meeting> Meeting => TypeInfo<Meeting>();

    public static JsonTypeInfo<RosterEntry> RosterEntry => TypeInfo<RosterEntry>();

    public static JsonTypeInfo<IReadOnlyList<Procedure>> Procedures => TypeInfo<IReadOnlyList<Procedure>>();

    public static JsonTypeInfo<MemberLine> MemberLine => TypeInfo<MemberLine>();

    public static JsonTypeInfo<GenerationHeader> Header => TypeInfo<GenerationHeader>();

    public static JsonTypeInfo<CrlFacts> CrlFacts => TypeInfo<CrlFacts>();

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(CacheJsonContext.Default.Options)
        {
            // The text goes into files, never into a page: Vietnamese letters stay as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = CacheJsonContext.Default.WithAddedModifier(LetNullableBeAbsent),
        };

        // Only then does every thread get one and the same description of a type.
        options.MakeReadOnly();
        return options;
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void LetNullableBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired &= !property.IsSetNullable;
        }
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16,
    Converters =
    [
        typeof(CardTagJsonConverter),
        typeof(EnumJsonConverter<MemberStatus>),
        typeof(EnumJsonConverter<AttendeeClass>),
        typeof(EnumJsonConverter<MeetingKind>),
        typeof(EnumJsonConverter<QuorumRounding>),
    ])]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Meeting))]
[JsonSerializable(typeof(RosterEntry))]
[JsonSerializable(typeof(IReadOnlyList<Procedure>))]
[JsonSerializable(typeof(MemberLine))]
[JsonSerializable(typeof(GenerationHeader))]
[JsonSerializable(typeof(CrlFacts))]
internal sealed partial class CacheJsonContext : JsonSerializerContext;

/// <summary>An enumeration by its camel-case names; numbers are refused.</summary>
internal sealed class EnumJsonConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
