using System.Globalization;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;

namespace Kiosk.EndToEnd.Tests.Field;

/// <summary>What an enrolled terminal holds of meetings that the desk got from calendars (case 05-calendar-outlook) and from instants without a zone (case 21-instants-without-zone).</summary>
public sealed class MeetingTimesTests : IDisposable
{
    private const string VietnamByOffset = "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    private const string Rules = """{ "kind": "cellMeeting", "quorum": { "numerator": 1, "denominator": 2, "rounding": "moreThan", "legalReference": "x", "approvedBy": "y" }, "opensBefore": "00:30:00" }""";

    /// <summary>Far enough ahead that no card is taken yet, whenever the test runs.</summary>
    private static readonly string Day = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private readonly CopiedSource source = new();

    public void Dispose() => source.Dispose();

    [Fact]
    public async Task Calendars_of_Outlook_Exchange_and_Google_open_check_in_at_the_hour_that_they_mean()
    {
        source.WriteMeeting("calendar.json", Rules);
        source.WriteMeeting("outlook.ics", Calendar(
            "BEGIN:VTIMEZONE\r\nTZID:SE Asia Standard Time\r\n" + VietnamByOffset +
            "BEGIN:VTIMEZONE\r\nTZID:(UTC+07:00) Bangkok\\, Hanoi\\, Jakarta\r\n" + VietnamByOffset +
            "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n" + VietnamByOffset +
            Event("hop-windows", $"DTSTART;TZID=SE Asia Standard Time:{Day}T080000", $"DTEND;TZID=SE Asia Standard Time:{Day}T110000") +
            Event("hop-quoted", $"DTSTART;TZID=\"(UTC+07:00) Bangkok, Hanoi, Jakarta\":{Day}T080000", $"DTEND;TZID=\"(UTC+07:00) Bangkok, Hanoi, Jakarta\":{Day}T110000") +
            Event("hop-custom", $"DTSTART;TZID=Customized Time Zone:{Day}T080000", $"DTEND;TZID=Customized Time Zone:{Day}T110000") +
            Event("hop-huy", $"DTSTART:{Day}T010000Z", $"DTEND:{Day}T040000Z", "STATUS:CANCELLED")));
        source.WriteMeeting("google.ics", Calendar(
            "X-WR-TIMEZONE:Asia/Ho_Chi_Minh\r\n" +
            Event("hop-floating", $"DTSTART:{Day}T080000", $"DTEND:{Day}T110000") +
            Event("hop-saigon", $"DTSTART;TZID=Asia/Saigon:{Day}T080000", $"DTEND;TZID=Asia/Saigon:{Day}T110000") +
            Event("hop-duration", $"DTSTART:{Day}T010000Z", "DURATION:PT3H")));
        string[] held = ["hop-windows", "hop-quoted", "hop-custom", "hop-floating", "hop-saigon", "hop-duration"];
        Assert.All(held, source.Invite);

        await using var terminal = await PublishedAsync();

        foreach (var meeting in held)
        {
            // Started anew, so that the same card is a new tap at once.
            await using var service = await terminal.RunAsync();
            await AssertOpensAtHalfPastSevenAsync(terminal, service, meeting);
            service.Signal(KioskProcess.Terminate);
            (await service.EndAsync()).AssertExit(0);
        }

        await using var last = await terminal.RunAsync();
        (await terminal.KioskAsync("mode", "meeting", "hop-huy")).AssertRefused(2, "hop-huy");
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/New_York")]
    public async Task An_instant_without_a_zone_is_Vietnam_time_on_a_desk_anywhere(string zone)
    {
        var day = $"{Day[..4]}-{Day[4..6]}-{Day[6..]}";
        source.Invite("hop-1");
        source.WriteMeeting("hop-1.json", $$"""
            { "id": "hop-1", "title": "Họp chi bộ", "kind": "cellMeeting", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "hidesTitle": false,
              "sessions": [ { "id": "phien-1", "title": "Phiên 1", "opens": "{{day}}T07:30:00", "starts": "{{day}}T08:00:00", "closes": "{{day}}T11:00:00" } ],
              "quorum": { "numerator": 1, "denominator": 2, "rounding": "moreThan", "legalReference": "x", "approvedBy": "y" } }
            """);

        await using var terminal = await PublishedAsync(("TZ", zone));
        await using var service = await terminal.RunAsync();

        await AssertOpensAtHalfPastSevenAsync(terminal, service, "hop-1");
    }

    private async Task<DeskTerminal> PublishedAsync(params IReadOnlyList<(string Name, string Value)> environment)
    {
        var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        await terminal.EnrolByStickAsync();
        (await terminal.PublishAsync(source.Root, environment)).AssertExit(0);
        (await terminal.ImportAsync()).AssertExit(0);
        return terminal;
    }

    private static async Task AssertOpensAtHalfPastSevenAsync(DeskTerminal terminal, KioskProcess service, string meeting)
    {
        (await terminal.KioskAsync("mode", "meeting", meeting)).AssertExit(0);
        await terminal.TapAsync(service, "Điểm danh bắt đầu lúc 07:30");
    }

    private static string Calendar(string content) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{content}END:VCALENDAR\r\n";

    private static string Event(string uid, params IReadOnlyList<string> lines) => $"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\n{string.Concat(lines.Select(line => line + "\r\n"))}END:VEVENT\r\n";
}
