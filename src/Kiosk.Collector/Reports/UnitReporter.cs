using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Collector.Storage;
using Kiosk.Feed.Records;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>Attendance over months: the members of one unit, or every unit in a line. Counts sessions that are over, of people with a line on their roster.</summary>
internal sealed class UnitReporter(AttendanceFacts facts, PeopleStore people, ReportTemplate template, TimeProvider time, Language language)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private readonly LocalFormat format = LocalFormat.Of(language);

    /// <param name="unit">Null for every unit.</param>
    /// <param name="first">First day of the first month.</param>
    /// <param name="last">First day of the last month.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="ReportException">No member has this unit.</exception>
    public async Task<ReportFile> MakeAsync(string? unit, DateOnly first, DateOnly last, ReportFormat kind, CancellationToken cancellationToken)
    {
        await RequireKnownAsync(unit, cancellationToken);
        var (from, until) = (StartOf(first), StartOf(last.AddMonths(1)));
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var meeting in await people.MeetingsAsync(from, until, cancellationToken))
        {
            foreach (var session in (await facts.OfAsync(meeting.Meeting.Id, cancellationToken) ?? []).Where(session => session.IsOver && session.Session.Starts >= from && session.Session.Starts < until))
            {
                foreach (var person in session.Convened.Where(person => person.Person!.Member is { } member && (unit is null || member.Unit == unit)))
                {
                    Add(tallies, person, byPerson: unit is not null);
                }
            }
        }

        return Write(unit, first, last, kind, [.. tallies.Values.OrderBy(tally => tally.SortKey, StringComparer.Ordinal)]);
    }

    private async Task RequireKnownAsync(string? unit, CancellationToken cancellationToken)
    {
        var units = await people.UnitsAsync(cancellationToken);
        if (unit is null || units.Contains(unit, StringComparer.Ordinal))
        {
            return;
        }

        var near = NearestWord.To(unit, units);
        throw new ReportException(new(
            $"Không có đảng viên nào của đơn vị \"{unit}\"{(near is null ? "" : $"; có lẽ là \"{near}\"")}.", $"No member is of the unit \"{unit}\"{(near is null ? "" : $"; perhaps \"{near}\" is meant")}."));
    }

    private static void Add(Dictionary<string, Tally> tallies, PersonAttendance person, bool byPerson)
    {
        var member = person.Person!.Member!;
        var key = byPerson ? person.Person.Tag.ToString() : member.Unit;
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies[key] = tally = byPerson ? new(member.Name, member.CardNumber, VietnameseName.SortKey(member.Name)) : new(member.Unit, "", member.Unit);
        }

        tally.Convened++;
        tally.Late += person.IsLate ? 1 : 0;
        tally.ByPresence[(int)person.Presence]++;
    }

    private ReportFile Write(string? unit, DateOnly first, DateOnly last, ReportFormat kind, List<Tally> tallies)
    {
        var name = $"{first:yyyy-MM}-{last:yyyy-MM}";
        if (kind is ReportFormat.Json)
        {
            return ReportFiles.Json(JsonSerializer.SerializeToUtf8Bytes(ToJson(unit, first, last, tallies), Readable), name);
        }

        var document = Compose(unit, first, last, tallies);
        return kind switch
        {
            ReportFormat.Pdf => ReportFiles.Pdf(document, name, template, time.GetUtcNow(), language),
            ReportFormat.Csv => ReportFiles.Csv([.. document.Tables], name),
            _ => ReportFiles.Xlsx(document, name, language),
        };
    }

    private ReportDocument Compose(string? unit, DateOnly first, DateOnly last, List<Tally> tallies)
    {
        var months = first == last ? $"{first:MM/yyyy}" : $"{first:MM/yyyy} – {last:MM/yyyy}";
        var subject = unit is null
            ? new Phrase($"Tình hình tham dự theo đơn vị, {months}", $"Attendance by unit, {months}")
            : new Phrase($"Tình hình tham dự của {unit}, {months}", $"Attendance of {unit}, {months}");
        List<ReportColumn> columns = [Column(ReportWords.Number, 6), Column(unit is null ? ReportWords.Unit : ReportWords.Name, 26)];
        if (unit is not null)
        {
            columns.Add(Column(ReportWords.CardNumber, 12));
        }

        columns.AddRange([Column(new("Số phiên được triệu tập", "Sessions convened to"), 11), Column(ReportWords.Present, 9), Column(ReportWords.Late, 9), Column(ReportWords.WithReason, 9), Column(ReportWords.WithoutReason, 9), Column(ReportWords.Unknown, 9), Column(new("Tỷ lệ có mặt", "Present, per cent"), 10)]);
        var rows = tallies.Select((tally, index) => (IReadOnlyList<ReportCell>)
        [
            Number(index + 1), tally.Name, .. unit is null ? [] : (ReportCell[])[tally.CardNumber], Number(tally.Convened), Number(tally.Of(Presence.Present)), Number(tally.Late),
            Number(tally.Of(Presence.AbsentWithReason)), Number(tally.Of(Presence.AbsentWithoutReason)), Number(tally.Of(Presence.NotArrived)), format.Percent(tally.Of(Presence.Present), tally.Convened),
        ]);
        return new(template.CredentialsKind, subject.In(language), [new ReportBlock.Table(months.Replace('/', '-'), columns, [.. rows])]);
    }

    private static JsonObject ToJson(string? unit, DateOnly first, DateOnly last, List<Tally> tallies) => new()
    {
        ["unit"] = unit,
        ["from"] = $"{first:yyyy-MM}",
        ["to"] = $"{last:yyyy-MM}",
        ["lines"] = new JsonArray([.. tallies.Select(tally => new JsonObject
        {
            [unit is null ? "unit" : "name"] = tally.Name,
            ["cardNumber"] = unit is null ? null : tally.CardNumber,
            ["convened"] = tally.Convened,
            ["present"] = tally.Of(Presence.Present),
            ["late"] = tally.Late,
            ["absentWithReason"] = tally.Of(Presence.AbsentWithReason),
            ["absentWithoutReason"] = tally.Of(Presence.AbsentWithoutReason),
            ["unknown"] = tally.Of(Presence.NotArrived),
        })]),
    };

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), VietnamTime.Offset);

    private ReportCell Number(long value) => new(format.Number(value), value);

    private ReportColumn Column(Phrase title, double columnWidth) => new(title.In(language), columnWidth);

    private sealed class Tally(string name, string cardNumber, string sortKey)
    {
        public string Name => name;

        public string CardNumber => cardNumber;

        public string SortKey => sortKey;

        public int Convened { get; set; }

        public int Late { get; set; }

        public int[] ByPresence { get; } = new int[Enum.GetValues<Presence>().Length];

        public int Of(Presence presence) => ByPresence[(int)presence];
    }
}
