using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>Women, ethnic minorities, ages, party ages, education and theory among those convened and present: totals alone, and only of what the source says of anybody.</summary>
internal static class TraitTotals
{
    /// <summary>The majority; whoever has another ethnicity belongs to a minority.</summary>
    private const string Majority = "Kinh";

    private static readonly int[] Ages = [31, 41, 51, 61];
    private static readonly int[] PartyAges = [10, 20, 30, 40, 50];

    /// <returns>Empty if the source has no such columns.</returns>
    public static IReadOnlyList<TraitTotal> Of(SessionAttendance session)
    {
        var day = DateOnly.FromDateTime(session.Session.Starts.ToOffset(VietnamTime.Offset).DateTime);
        List<PersonAttendance> all = [.. session.Convened];
        return
        [
            .. Count("women", all, traits => traits.Sex is Sex.Unknown ? null : traits.Sex is Sex.Female ? new("Phụ nữ", "Women") : Other),
            .. Count("ethnicMinority", all, traits => traits.Ethnicity is null ? null : traits.Ethnicity == Majority ? Other : new("Dân tộc thiểu số", "Ethnic minorities")),
            .. Count("age", all, traits => traits.Born is { } born ? Band(new("Tuổi đời", "Age"), YearsBetween(born, day), Ages) : null),
            .. Count("partyAge", all, traits => traits.Joined is { } joined ? Band(new("Tuổi đảng", "Party age"), YearsBetween(joined, day), PartyAges) : null),
            .. Count("education", all, traits => traits.Education is { } education ? new($"Trình độ học vấn: {education}", $"Education: {education}") : null),
            .. Count("theory", all, traits => traits.Theory is { } theory ? new($"Lý luận chính trị: {theory}", $"Political theory: {theory}") : null),
        ];
    }

    // Of whom the source says something else: counted in no line.
    private static Phrase Other { get; } = new("", "");

    private static IEnumerable<TraitTotal> Count(string kind, List<PersonAttendance> all, Func<MemberTraits, Phrase?> groupOf)
    {
        List<(Phrase? Group, bool IsPresent)> people = [.. all.Select(person => (groupOf(person.Person!.Traits), person.Presence is Presence.Present))];
        if (people.TrueForAll(person => person.Group is null))
        {
            return [];
        }

        return
        [
            .. people.Where(person => person.Group is not null && person.Group != Other).GroupBy(person => person.Group!).OrderBy(group => group.Key.Vietnamese, StringComparer.Ordinal)
                .Select(group => new TraitTotal(kind, group.Key, group.Count(), group.Count(person => person.IsPresent))),
            .. people.Exists(person => person.Group is null)
                ? [new TraitTotal(kind, NotStated(kind), people.Count(person => person.Group is null), people.Count(person => person.Group is null && person.IsPresent))]
                : (TraitTotal[])[],
        ];
    }

    private static Phrase NotStated(string kind) => kind switch
    {
        "women" => new("Chưa có số liệu về giới tính", "Sex not stated"),
        "ethnicMinority" => new("Chưa có số liệu về dân tộc", "Ethnicity not stated"),
        "age" => new("Chưa có số liệu về tuổi đời", "Age not stated"),
        "partyAge" => new("Chưa có số liệu về tuổi đảng", "Party age not stated"),
        "education" => new("Chưa có số liệu về trình độ học vấn", "Education not stated"),
        _ => new("Chưa có số liệu về lý luận chính trị", "Political theory not stated"),
    };

    /// <param name="limits">The first year of each band but the first.</param>
    private static Phrase Band(Phrase what, int years, int[] limits)
    {
        var above = Array.FindLastIndex(limits, limit => years >= limit);
        return above < 0 ? new($"{what.Vietnamese} dưới {limits[0]}", $"{what.English} under {limits[0]}")
            : above == limits.Length - 1 ? new($"{what.Vietnamese} từ {limits[above]} trở lên", $"{what.English} {limits[above]} and over")
            : new($"{what.Vietnamese} từ {limits[above]} đến {limits[above + 1] - 1}", $"{what.English} {limits[above]} to {limits[above + 1] - 1}");
    }

    private static int YearsBetween(DateOnly from, DateOnly day) => day.Year - from.Year - (day < from.AddYears(day.Year - from.Year) ? 1 : 0);
}

/// <summary>A line of totals.</summary>
/// <param name="Kind">A stable name, for programs.</param>
internal sealed record TraitTotal(string Kind, Phrase Group, int Convened, int Present);
