using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Feed.Records;

/// <summary>The administrative procedures that terminals offer, with the working calendar of the offices that handle them.</summary>
/// <remarks>
/// JSON: <c>{ "procedures": […], "holidays": […], "workingDays": […] }</c>; the last two are optional. A bare list of procedures, as in older publications, is a
/// catalogue without holidays; a catalogue without holidays and working days is written as a bare list.
/// </remarks>
[JsonConverter(typeof(ProcedureCatalogueJsonConverter))]
public sealed record ProcedureCatalogue(IReadOnlyList<Procedure> Procedures, OfficeCalendar Calendar)
{
    public static ProcedureCatalogue Empty { get; } = new([], OfficeCalendar.WeekendsOnly);
}

/// <summary>The object form of the catalogue in JSON.</summary>
internal sealed record ProcedureCatalogueMembers(IReadOnlyList<Procedure> Procedures, IReadOnlyList<NamedDays>? Holidays, IReadOnlyList<NamedDays>? WorkingDays);

/// <summary>Reads both forms of the catalogue.</summary>
internal sealed class ProcedureCatalogueJsonConverter : JsonConverter<ProcedureCatalogue>
{
    public override ProcedureCatalogue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return new(JsonSerializer.Deserialize(ref reader, TypeInfo<IReadOnlyList<Procedure>>(options))!, OfficeCalendar.WeekendsOnly);
        }

        var members = JsonSerializer.Deserialize(ref reader, TypeInfo<ProcedureCatalogueMembers>(options))!;
        return new(members.Procedures, new(members.Holidays ?? [], members.WorkingDays ?? []));
    }

    public override void Write(Utf8JsonWriter writer, ProcedureCatalogue value, JsonSerializerOptions options)
    {
        if (value.Calendar is { Holidays.Count: 0, WorkingDays.Count: 0 })
        {
            JsonSerializer.Serialize(writer, value.Procedures, TypeInfo<IReadOnlyList<Procedure>>(options));
            return;
        }

        JsonSerializer.Serialize(writer, new(value.Procedures, value.Calendar.Holidays, value.Calendar.WorkingDays), TypeInfo<ProcedureCatalogueMembers>(options));
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
