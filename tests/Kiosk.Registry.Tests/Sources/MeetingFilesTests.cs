using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Registry.Sources;

namespace Kiosk.Registry.Tests.Sources;

public sealed class MeetingFilesTests : IDisposable
{
    private const string Rules = """{ "kind": "asInvited", "quorum": { "numerator": 0, "denominator": 1, "rounding": "up", "legalReference": "", "approvedBy": "" }, "opensBefore": "01:00:00" }""";

    private const string Calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:hop-giao-ban@example.org
        SUMMARY:Họp giao ban\, tuần 48
        DTSTART;TZID=Asia/Ho_Chi_Minh:20261125T080000
        DTEND:20261125T040000Z
        LOCATION:Hội trường A
        END:VEVENT
        END:VCALENDAR
        """;

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void An_event_of_a_calendar_becomes_a_meeting_with_one_session()
    {
        var meeting = JsonSerializer.Deserialize(Assert.Single(Read(Calendar).Meetings).Value.Span, RecordJson.Meeting)!;

        Assert.Equal(("hop-giao-ban", "Họp giao ban, tuần 48", MeetingKind.AsInvited), (meeting.Id, meeting.Title, meeting.Kind));
        Assert.Equal(
            new MeetingSession("phien-1", "Hội trường A", new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero), new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero)),
            Assert.Single(meeting.Sessions) with { Opens = meeting.Sessions[0].Opens.ToUniversalTime(), Starts = meeting.Sessions[0].Starts.ToUniversalTime() });
    }

    [Fact]
    public void The_meetings_key_is_the_same_each_time_and_another_for_another_desk()
    {
        Assert.Equal(KeyOf(Read(Calendar)), KeyOf(Read(Calendar)));
        Assert.NotEqual(KeyOf(Read(Calendar)), KeyOf(Read(Calendar, secret: 1)));
    }

    [Theory]
    [InlineData("LOCATION:Hội trường A", "RRULE:FREQ=WEEKLY", "line 8: the event recurs (RRULE)")]
    [InlineData("LOCATION:Hội trường A", "RECURRENCE-ID:20261125T010000Z", "line 8: the event recurs")]
    [InlineData("DTEND:20261125T040000Z", "DURATION:PT1H", "line 7: the event has a DURATION")]
    [InlineData("DTEND:20261125T040000Z", "X-END:1", "line 3: the event has no DTEND")]
    [InlineData("DTEND:20261125T040000Z", "DTEND:20261125T010000Z", "line 7: the event ends before it starts")]
    [InlineData("DTEND:20261125T040000Z", "DTEND:20261125T110000", "line 7: DTEND does not say in which time zone")]
    [InlineData("DTEND:20261125T040000Z", "DTEND;VALUE=DATE:20261126", "line 7: DTEND is a DATE")]
    [InlineData("DTEND:20261125T040000Z", "DTEND:2026-11-25", "line 7: DTEND is \"2026-11-25\"")]
    [InlineData("TZID=Asia/Ho_Chi_Minh", "TZID=Nowhere/Land", "line 6: the time zone \"Nowhere/Land\" is not known")]
    [InlineData("UID:hop-giao-ban@example.org", "UID:họp", "line 3: the id \"họp\" is not")]
    [InlineData("UID:hop-giao-ban@example.org", "UID:a\nUID:b", "line 5: the event has two UID")]
    [InlineData("END:VEVENT", "X-A:1", "END:VCALENDAR closes nothing")]
    [InlineData("END:VCALENDAR", "", "END:VCALENDAR is missing")]
    [InlineData("VERSION:2.0", "VERSION", "line 2: the line has no colon")]
    [InlineData("BEGIN:VCALENDAR", "BEGIN:VCARD", "line 1: the file does not begin")]
    public void An_event_that_is_not_one_meeting_is_refused_by_its_line(string right, string wrong, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<RegistryException>(() => Read(Calendar.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Folded_lines_and_other_components_are_read_as_RFC_5545_has_them()
    {
        var calendar = Calendar
            .Replace("SUMMARY:Họp giao ban", "SUMMARY:Họp\n  giao ban", StringComparison.Ordinal)
            .Replace("LOCATION", "BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Nhắc\nDURATION:PT1M\nEND:VALARM\nLOCATION", StringComparison.Ordinal);

        Assert.Equal("Họp giao ban, tuần 48", JsonSerializer.Deserialize(Assert.Single(Read(calendar).Meetings).Value.Span, RecordJson.Meeting)!.Title);
    }

    [Fact]
    public void A_meeting_without_a_roster_and_a_roster_without_a_meeting_are_refused()
    {
        files.Write("meetings/calendar.json", Rules);
        files.Write("meetings/a.ics", Calendar);
        Assert.Contains("hop-giao-ban.roster.csv is missing", Refused(), StringComparison.Ordinal);

        files.Write("meetings/hop-giao-ban.roster.csv", "card,class\n");
        files.Write("meetings/khac.roster.csv", "card,class\n");
        Assert.Contains("khac.roster.csv is the roster of no meeting", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_roster_names_cards_by_tag_UUID_or_number_of_the_provinces_members()
    {
        var card = TestCard.Issue(1);
        var members = SealedMembers.Read(files.Write("members.csv", TestFiles.MembersHeader + $"{card.Base64},Hoa,00000001,CB,official,2010-01-01,,\n"), null, CancellationToken.None);
        var path = files.Write("a.roster.csv", "card,class,replaces\n00000001,delegateElected,\n00000002-0001-0002-0304-05060708090a,guest,\n000102030405060708090a0b0c0d0e0f,alternate,00000001\n");

        var entries = RosterCsv.Read(path, members);

        Assert.Equal(CardTag.Of(card.UuidBytes), entries[0].Tag);
        Assert.Equal((entries[0].Tag, "000102030405060708090a0b0c0d0e0f"), (entries[2].Replaces, entries[2].Tag.ToString()));
    }

    [Theory]
    [InlineData("00000009,member", "line 2: the card number \"00000009\" is not that of exactly one member")]
    [InlineData("000102030405060708090a0b0c0d0e0f,guests", "line 2: \"guests\" is not a class")]
    [InlineData("000102030405060708090a0b0c0d0e0f,member\n000102030405060708090a0b0c0d0e0f,member", "two lines for the tag")]
    public void A_line_that_is_no_invitation_is_named(string lines, string sentence) =>
        Assert.Contains(
            sentence,
            Assert.Throws<RegistryException>(() => RosterCsv.Read(files.Write("a.roster.csv", $"card,class\n{lines}\n"), SealedMembers.None)).Message,
            StringComparison.Ordinal);

    private string Refused() =>
        Assert.Throws<RegistryException>(() => MeetingFiles.Read(files.At("meetings"), SealedMembers.None, new(() => new byte[32], "01"), CancellationToken.None)).Message;

    private static byte[] KeyOf((IReadOnlyCollection<Kiosk.Feed.Targets.SetRow> Meetings, IReadOnlyCollection<Kiosk.Feed.Targets.SetRow> Rosters) read) =>
        JsonSerializer.Deserialize(Assert.Single(read.Meetings).Value.Span, RecordJson.Meeting)!.Key.ToArray();

    private (IReadOnlyCollection<Kiosk.Feed.Targets.SetRow> Meetings, IReadOnlyCollection<Kiosk.Feed.Targets.SetRow> Rosters) Read(string calendar, byte secret = 0)
    {
        files.Write("meetings/calendar.json", Rules);
        files.Write("meetings/a.ics", calendar);
        files.Write("meetings/hop-giao-ban.roster.csv", "card,class\n");
        return MeetingFiles.Read(files.At("meetings"), SealedMembers.None, new(() => Enumerable.Repeat(secret, 32).ToArray(), "01"), CancellationToken.None);
    }
}
