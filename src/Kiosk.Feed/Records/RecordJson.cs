using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Feed.Records;

/// <summary>The records' JSON contracts. Strict: no unknown, duplicate or missing properties, no unexpected null; only nullable properties are optional.</summary>
public static class RecordJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static JsonTypeInfo<Member> Member => TypeInfo<Member>();

    public static JsonTypeInfo<Meeting> Meeting => TypeInfo<Meeting>();

    public static JsonTypeInfo<RosterEntry> RosterEntry => TypeInfo<RosterEntry>();

    public static JsonTypeInfo<Point> Point => TypeInfo<Point>();

    public static JsonTypeInfo<PassLine> PassLine => TypeInfo<PassLine>();

    public static JsonTypeInfo<TerminalRecord> Terminal => TypeInfo<TerminalRecord>();

    public static JsonTypeInfo<AuthorityRecord> Authority => TypeInfo<AuthorityRecord>();

    public static JsonTypeInfo<ProcedureCatalogue> Procedures => TypeInfo<ProcedureCatalogue>();

    public static JsonTypeInfo<IReadOnlyList<Release>> Releases => TypeInfo<IReadOnlyList<Release>>();

    /// <summary>The contract of one of the catalogue's two forms, for explaining how a text differs from it.</summary>
    public static JsonTypeInfo ShapeOfProcedures(bool isList) => isList ? TypeInfo<IReadOnlyList<Procedure>>() : TypeInfo<ProcedureCatalogueMembers>();

    /// <summary>Makes nullable properties optional; also for other contexts of the same strictness.</summary>
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
            // The output goes into files, never into HTML, so Vietnamese letters need no escaping.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = RecordJsonContext.Default.WithAddedModifier(LetNullableBeAbsent),
        };

        // Frozen, so that all threads get the same JsonTypeInfo instance.
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
        typeof(EnumJsonConverter<Duty>),
        typeof(EnumJsonConverter<CameAs>),
        typeof(EnumJsonConverter<PassbackAnswer>),
        typeof(EnumJsonConverter<DayOfWeek>),
        typeof(EnumJsonConverter<ProcedureAct>),
        typeof(EnumJsonConverter<QuorumRounding>),
        typeof(EnumJsonConverter<QuorumBasis>),
    ])]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Meeting))]
[JsonSerializable(typeof(RosterEntry))]
[JsonSerializable(typeof(Point))]
[JsonSerializable(typeof(PassLine))]
[JsonSerializable(typeof(TerminalRecord))]
[JsonSerializable(typeof(AuthorityRecord))]
[JsonSerializable(typeof(IReadOnlyList<Procedure>))]
[JsonSerializable(typeof(IReadOnlyList<Release>))]
[JsonSerializable(typeof(ProcedureCatalogue))]
[JsonSerializable(typeof(ProcedureCatalogueMembers))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;

/// <summary>Serializes an enumeration as camel-case names; numbers are refused.</summary>
internal sealed class EnumJsonConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
