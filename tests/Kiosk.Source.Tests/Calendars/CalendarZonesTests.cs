using Kiosk.Source.Calendars;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Tests.Calendars;

/// <summary>Time zones by whatever name a calendar gives them: field case 05-calendar-outlook.</summary>
public sealed class CalendarZonesTests
{
    private const string Bangkok = "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0700\nTZOFFSETTO:+0700\nEND:STANDARD\n";

    private const string Berlin =
        "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
        + "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\n";

    private const string NewYork =
        "BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\n"
        + "BEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\n";

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", 7)]
    [InlineData("Asia/Saigon", 7)]
    [InlineData("SE Asia Standard Time", 7)]
    [InlineData("(UTC+07:00) Bangkok, Hanoi, Jakarta", 7)]
    [InlineData("/freeassociation.sourceforge.net/Asia/Ho_Chi_Minh", 7)]
    [InlineData("Tokyo Standard Time", 9)]
    [InlineData("Singapore Standard Time", 8)]
    [InlineData("UTC", 0)]
    [InlineData("tzone://Microsoft/Utc", 0)]
    public void A_zone_is_known_by_the_names_that_calendars_give_it(string name, int hours) => Assert.Equal(TimeSpan.FromHours(hours), OffsetAt(name, "2026-12-01 08:00"));

    [Theory]
    [InlineData("Customized Time Zone", Bangkok, "2026-12-01 08:00", 7)]
    [InlineData("SE Asia Standard Time", Bangkok, "2026-12-01 08:00", 7)]
    [InlineData("Mitteleuropa", Berlin, "2026-03-29 01:59", 1)]
    [InlineData("Mitteleuropa", Berlin, "2026-03-29 03:00", 2)]
    [InlineData("Mitteleuropa", Berlin, "2026-07-01 08:00", 2)]
    [InlineData("Mitteleuropa", Berlin, "2026-10-25 03:00", 1)]
    [InlineData("Mitteleuropa", Berlin, "2026-01-01 08:00", 1)]
    [InlineData("Eastern", NewYork, "2026-03-08 03:00", -4)]
    [InlineData("Eastern", NewYork, "2026-11-01 01:59", -4)]
    [InlineData("Eastern", NewYork, "2026-11-01 02:00", -5)]
    [InlineData("W. Europe Standard Time", Berlin, "2026-07-01 08:00", 2)]
    [InlineData("Eastern Standard Time", NewYork, "2026-07-01 08:00", -4)]
    public void The_files_own_rules_are_understood_and_agree_with_a_zone_that_is_known(string name, string rules, string local, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), OffsetAt(name, local, rules));

    [Fact]
    public void A_known_zone_that_the_file_says_is_another_is_refused()
    {
        var refused = Assert.Throws<RegistryException>(() => OffsetAt("Asia/Ho_Chi_Minh", "2026-12-01 08:00", Bangkok.Replace("0700", "0800", StringComparison.Ordinal)));

        Assert.Equal("the file says that Asia/Ho_Chi_Minh is UTC+08:00 at 2026-12-01 08:00, and that zone is UTC+07:00 then: write the times in UTC with a Z behind them.", refused.What.English);
    }

    [Theory]
    [InlineData("RRULE:FREQ=DAILY")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=1SU")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTH=4")]
    [InlineData("RDATE:soon")]
    public void Rules_that_are_not_understood_are_refused_and_not_guessed(string rule) =>
        Assert.StartsWith(
            "the rules of the time zone \"Own\" are not understood",
            Assert.Throws<RegistryException>(() => OffsetAt("Own", "2026-12-01 08:00", Bangkok.Replace("TZOFFSETTO", $"{rule}\nTZOFFSETTO", StringComparison.Ordinal))).What.English,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("UTC+18:00", null)]
    [InlineData("UTC+07:00:30", null)]
    [InlineData("Own", "BEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETFROM:+1500\nTZOFFSETTO:+1500\nEND:STANDARD\n")]
    [InlineData("Own", "BEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETFROM:+070630\nTZOFFSETTO:+070630\nEND:STANDARD\n")]
    public void A_zone_that_no_instant_can_bear_is_refused(string name, string? rules) =>
        Assert.StartsWith($"the time zone \"{name}\" is ", Assert.Throws<RegistryException>(() => OffsetAt(name, "2026-12-01 08:00", rules)).What.English, StringComparison.Ordinal);

    [Fact]
    public void Two_definitions_of_one_zone_must_say_the_same()
    {
        var second = $"{Bangkok}END:VTIMEZONE\nBEGIN:VTIMEZONE\nTZID:Own\n{Bangkok}";

        Assert.Equal(TimeSpan.FromHours(7), OffsetAt("Own", "2026-12-01 08:00", second));
        Assert.StartsWith(
            "this VTIMEZONE gives \"Own\" another offset at 2026-12-01 08:00 than the one of line 2",
            Assert.Throws<RegistryException>(() => OffsetAt("Own", "2026-12-01 08:00", second + "END:VTIMEZONE\nBEGIN:VTIMEZONE\nTZID:Own\n" + Bangkok.Replace("0700", "0800", StringComparison.Ordinal))).What.English,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_without_a_zone_is_the_calendars_else_Vietnams()
    {
        var local = new DateTime(2026, 12, 1, 8, 0, 0);

        Assert.Equal(TimeSpan.FromHours(7), Zones("").DefaultOffsetAt(local, Line));
        Assert.Equal(TimeSpan.FromHours(9), Zones("X-WR-TIMEZONE:Asia/Tokyo\n").DefaultOffsetAt(local, Line));
    }

    private static CalendarLine Line => new(7, "DTSTART", new Dictionary<string, string>(StringComparer.Ordinal), "");

    private static TimeSpan OffsetAt(string name, string local, string? rules = null) => Zones(rules is null ? "" : $"BEGIN:VTIMEZONE\nTZID:{name.Replace(",", "\\,", StringComparison.Ordinal)}\n{rules}END:VTIMEZONE\n")
        .OffsetAt(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), name, Line);

    private static CalendarZones Zones(string content) =>
        new(CalendarComponent.ParseFile(System.Text.Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\n{content}END:VCALENDAR\n"), "a.ics")[0], "a.ics");
}
