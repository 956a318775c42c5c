using System.Globalization;
using Kiosk.Collector.Doors;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>Everybody's attendance in one table, for programs and spreadsheets that sort and filter it.</summary>
internal static class AttendanceTable
{
    public static ReportBlock.Table Of(IReadOnlyList<SessionAttendance> sessions, Language language)
    {
        Phrase[] columns =
        [
            new("Phiên", "Session"), ReportWords.Number, ReportWords.Name, ReportWords.CardNumber, ReportWords.Unit, ReportWords.Delegation, ReportWords.Class, new("Tình trạng", "Presence"), ReportWords.ArrivedAt, ReportWords.Door,
            ReportWords.Late, ReportWords.Reason,
        ];
        return new(
            ReportWords.Present.In(language),
            [.. columns.Select(column => new ReportColumn(column.In(language), 10))],
            [.. sessions.SelectMany(session => session.People.Select((person, index) => Row(session, person, index + 1, language)))]);
    }

    private static IReadOnlyList<ReportCell> Row(SessionAttendance session, PersonAttendance person, int number, Language language)
    {
        var tables = new ReportTables(session, language);
        var isAbsent = person.Presence is Presence.AbsentWithReason or Presence.AbsentWithoutReason;
        return
        [
            session.Session.Id,
            new(number.ToString(CultureInfo.InvariantCulture), number),
            tables.NameOf(person),
            person.Person?.Member?.CardNumber,
            person.Person?.Member?.Unit,
            person.Person?.Entry.Delegation,
            (person.Person is { } known ? ReportWords.Of(known.Entry.Class) : ReportWords.OffRoster).In(language),
            ReportWords.Of(person.Presence, session.IsOver).In(language),
            person.Presence is Presence.Present ? $"{LocalFormat.Day(person.Recorded!.At)} {LocalFormat.Time(person.Recorded.At)}" : "",
            person.Presence is Presence.Present ? OtherHalls.NameOf(person.Recorded!, session.Halls) : "",
            person.IsLate ? "x" : "",
            isAbsent && person.Recorded is { } noted ? ReasonTable.Find(noted.Code)?.Meaning.In(language)
                : person is { Presence: Presence.Present, Recorded.IsByInvitation: true } ? ReportWords.ByInvitation.In(language) : "",
        ];
    }
}
