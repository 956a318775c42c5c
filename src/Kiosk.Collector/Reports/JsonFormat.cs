using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Reports;

/// <summary>Attendance for programs: members in English whatever the language, instants in UTC.</summary>
internal static class JsonFormat
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <param name="withPeople">Without, figures alone.</param>
    public static byte[] Write(IReadOnlyList<SessionAttendance> sessions, bool withPeople) => JsonSerializer.SerializeToUtf8Bytes(ToJson(sessions, withPeople), Readable);

    public static JsonObject ToJson(IReadOnlyList<SessionAttendance> sessions, bool withPeople) => new()
    {
        ["meeting"] = sessions[0].Meeting.Meeting.Id,
        ["kind"] = Name(sessions[0].Meeting.Meeting.Kind),
        ["asOf"] = Instant(sessions[0].AsOf),
        ["otherHalls"] = sessions[0].Halls is { } halls ? new JsonObject { ["terminals"] = new JsonArray([.. halls.Terminals.Select(terminal => (JsonNode)terminal)]), ["asOf"] = Instant(halls.HeardAt) } : null,
        ["sessions"] = new JsonArray([.. sessions.Select(session => OfSession(session, withPeople))]),
    };

    private static JsonObject OfSession(SessionAttendance session, bool withPeople)
    {
        var node = new JsonObject
        {
            ["session"] = session.Session.Id,
            ["starts"] = Instant(session.Session.Starts),
            ["isOver"] = session.IsOver,
            ["convened"] = session.Convened.Count(),
            ["present"] = session.Count(Presence.Present),
            ["late"] = session.Convened.Count(person => person.IsLate),
            ["absentWithReason"] = session.Count(Presence.AbsentWithReason),
            ["absentWithoutReason"] = session.Count(Presence.AbsentWithoutReason),
            ["notArrived"] = session.Count(Presence.NotArrived),
            ["presentOffRoster"] = session.People.Count(person => person.Person is null),
            ["conflicts"] = session.Conflicts,
            ["quorum"] = session.Quorum is { } quorum ? new JsonObject { ["convened"] = quorum.Convened, ["present"] = quorum.Present, ["required"] = quorum.Required, ["isMet"] = session.Summary!.IsQuorumMet } : null,
            ["inside"] = session.Summary?.Inside,
            ["votingBase"] = session.Summary?.VotingBase,
            ["organisations"] = session.Summary?.Organisations is { } organisations ? new JsonObject { ["convened"] = organisations.Convened, ["represented"] = organisations.Present, ["required"] = organisations.Required } : null,
            ["byClass"] = Totals(session.Convened.GroupBy(person => Name(person.Person!.Entry.Class), StringComparer.Ordinal)),
            ["byHall"] = Totals(session.Convened.GroupBy(person => person.Person!.Entry.Seat?.Area ?? "", StringComparer.Ordinal)),
            ["byDelegation"] = Totals(session.Convened.GroupBy(person => person.Person!.Entry.Delegation ?? "", StringComparer.Ordinal)),
            ["composition"] = new JsonArray([.. TraitTotals.Of(session).Select(total => new JsonObject { ["kind"] = total.Kind, ["group"] = total.Group.English, ["convened"] = total.Convened, ["present"] = total.Present })]),
            ["journals"] = new JsonArray([.. session.Journals.Select(journal => new JsonObject
            {
                ["terminal"] = journal.TerminalId, ["doors"] = new JsonArray([.. journal.Doors.Select(door => (JsonNode)door)]), ["confirmed"] = journal.Confirmed, ["root"] = journal.Root,
            })]),
        };
        if (withPeople)
        {
            node["people"] = new JsonArray([.. session.People.Select(OfPerson)]);
        }

        return node;
    }

    private static JsonNode OfPerson(PersonAttendance person) => new JsonObject
    {
        ["pseudonym"] = person.Pseudonym,
        ["name"] = person.Person?.Name ?? person.GuestName,
        ["cardNumber"] = person.Person?.Member?.CardNumber,
        ["unit"] = person.Person?.Member?.Unit,
        ["class"] = person.Person is { } known ? Name(known.Entry.Class) : null,
        ["delegation"] = person.Person?.Entry.Delegation,
        ["role"] = person.Person?.Entry.Role,
        ["presence"] = Name(person.Presence),
        ["at"] = person.Recorded is { } recorded ? Instant(recorded.At) : null,
        ["door"] = person.Recorded?.Door,
        ["terminal"] = person.Recorded?.TerminalId,
        ["late"] = person.IsLate,
        ["byInvitation"] = person is { Presence: Presence.Present, Recorded.IsByInvitation: true },
        ["leftAt"] = person.Left is { } left ? Instant(left.At) : null,
        ["reason"] = person.Presence is Presence.AbsentWithReason or Presence.AbsentWithoutReason && person.Recorded is { } noted ? ReasonTable.NameOf(noted.Code) : null,
    };

    private static JsonArray Totals(IEnumerable<IGrouping<string, PersonAttendance>> groups) =>
    [
        .. groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new JsonObject { ["name"] = group.Key, ["convened"] = group.Count(), ["present"] = group.Count(person => person.Presence is Presence.Present) }),
    ];

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
