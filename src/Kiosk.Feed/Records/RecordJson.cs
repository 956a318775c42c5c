using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Feed.Records;

/// <summary>The JSON of the records: strict (no unknown, repeated or missing properties, no null where none is meant); only what may be null may be absent.</summary>
public static class RecordJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static JsonTypeInfo<Member> Member => TypeInfo<Member>();

    public static JsonTypeInfo<Meeting> Meeting => TypeInfo<Meeting>();

    public static JsonTypeInfo<RosterEntry> RosterEntry => TypeInfo<RosterEntry>();

    public static JsonTypeInfo<ProcedureCatalogue> Procedures => TypeInfo<ProcedureCatalogue>();

    /// <summary>The two forms that a catalogue may have: to say what differs from the one that was meant.</summary>
    public static JsonTypeInfo ShapeOfProcedures(bool isList) => isList ? TypeInfo<IReadOnlyList<Procedure>>() : TypeInfo<ProcedureCatalogueMembers>();

    /// <summary>Lets properties that may be null be absent; for other contexts with the same strictness.</summary>
    public static void LetNullableBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired &= !property.IsSetNullable;
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(RecordJsonContext.Default.Options)
        {
            // The text goes into files, never into a page: Vietnamese letters stay as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = RecordJsonContext.Default.WithAddedModifier(LetNullableBeAbsent),
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
    Converters =
    [
        typeof(CardTagJsonConverter),
        typeof(InstantJsonConverter),
        typeof(EnumJsonConverter<MemberStatus>),
        typeof(EnumJsonConverter<AttendeeClass>),
        typeof(EnumJsonConverter<MeetingKind>),
        typeof(EnumJsonConverter<QuorumRounding>),
    ])]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Meeting))]
[JsonSerializable(typeof(RosterEntry))]
[JsonSerializable(typeof(IReadOnlyList<Procedure>))]
[JsonSerializable(typeof(ProcedureCatalogue))]
[JsonSerializable(typeof(ProcedureCatalogueMembers))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;

/// <summary>An enumeration by its camel-case names; numbers are refused.</summary>
internal sealed class EnumJsonConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
