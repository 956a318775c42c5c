using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Feed.Records;

namespace Kiosk.Source.Calendars;

/// <summary><c>calendar.json</c>: the common settings of all meetings in the calendars next to it.</summary>
/// <param name="OpensBefore">How long before the start check-in opens.</param>
internal sealed record CalendarRules(MeetingKind Kind, QuorumRule Quorum, TimeSpan OpensBefore, bool HidesTitle = false)
{
    /// <summary>Creates a meeting with one session, named after the location.</summary>
    public Meeting ToMeeting(CalendarEntry.Held entry, MeetingKeys keys) => new(
        entry.Uid.Id,
        entry.Summary,
        Kind,
        keys.For(entry.Uid.Id),
        [new("phien-1", entry.Location ?? entry.Summary, entry.Start - OpensBefore, entry.Start, entry.End)],
        Quorum,
        HidesTitle);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 4,
    Converters = [typeof(CamelCaseEnum<MeetingKind>), typeof(CamelCaseEnum<QuorumRounding>)])]
[JsonSerializable(typeof(CalendarRules))]
internal sealed partial class CalendarRulesContext : JsonSerializerContext;

/// <summary>An enumeration by its camel-case names; numbers are refused.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
