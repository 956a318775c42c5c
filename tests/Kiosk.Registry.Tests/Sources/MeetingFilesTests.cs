using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>Calendars as Outlook, Exchange and Google write them: field case 05-calendar-outlook.</summary>
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

    private const string OutlookUid = "040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5DC010000000000000000\n 100000001234567890ABCDEF1234567890ABCDEF";

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void An_event_of_a_calendar_becomes_a_meeting_with_one_session()
    {
        var meeting = MeetingOf(Calendar);

        Assert.Equal(("hop-giao-ban", "Họp giao ban, tuần 48", MeetingKind.AsInvited), (meeting.Id, meeting.Title, meeting.Kind));
        Assert.Equal(
            new MeetingSession("phien-1", "Hội trường A", new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero), new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero)),
            Assert.Single(meeting.Sessions) with { Opens = meeting.Sessions[0].Opens.ToUniversalTime(), Starts = meeting.Sessions[0].Starts.ToUniversalTime() });
        Assert.Empty(files.Problems.ToList());
    }

    [Fact]
    public void The_meetings_key_is_the_same_each_time_and_another_for_another_desk()
    {
        Assert.Equal(MeetingOf(Calendar).Key.ToArray(), MeetingOf(Calendar).Key.ToArray());
        Assert.NotEqual(MeetingOf(Calendar).Key.ToArray(), MeetingOf(Calendar, secret: 1).Key.ToArray());
    }

    [Theory]
    [InlineData("LOCATION:Hội trường A", "RRULE:FREQ=WEEKLY", "a.ics line 8: the event recurs (RRULE)")]
    [InlineData("LOCATION:Hội trường A", "RECURRENCE-ID:20261125T010000Z", "a.ics line 8: the event recurs")]
    [InlineData("LOCATION:Hội trường A", "DURATION:PT1H", "a.ics line 8: the event has both DTEND and DURATION")]
    [InlineData("DTEND:20261125T040000Z", "DURATION:3 hours", "a.ics line 7: DURATION is \"3 hours\"")]
    [InlineData("DTEND:20261125T040000Z", "X-END:1", "a.ics line 3: the event has no DTEND and no DURATION")]
    [InlineData("DTEND:20261125T040000Z", "DTEND:20261125T010000Z", "a.ics line 7: the event ends before it starts")]
    [InlineData("DTEND:20261125T040000Z", "DTEND;VALUE=DATE:20261126", "a.ics line 7: DTEND is a day without a time of day: an all-day event says not when cards are taken")]
    [InlineData("DTEND:20261125T040000Z", "DTEND:2026-11-25", "a.ics line 7: DTEND is \"2026-11-25\"")]
    [InlineData("TZID=Asia/Ho_Chi_Minh", "TZID=Nowhere/Land", "a.ics line 6: the time zone \"Nowhere/Land\" is not known, and the file has no VTIMEZONE for it")]
    [InlineData("TZID=Asia/Ho_Chi_Minh:20261125T080000", "TZID=Europe/Berlin:20260329T023000", "a.ics line 6: 2026-03-29 02:30 does not exist in Europe/Berlin")]
    [InlineData("SUMMARY:Họp giao ban\\, tuần 48", "X-S:1", "a.ics line 3: the event has no SUMMARY")]
    [InlineData("UID:hop-giao-ban@example.org", "UID:a\nUID:b", "a.ics line 5: the VEVENT has two UID")]
    [InlineData("UID:hop-giao-ban@example.org", "SEQUENCE:1", "a.ics line 3: the event has no UID")]
    [InlineData("DTEND:20261125T040000Z", "DURATION:PT\u0663H", "a.ics line 7: DURATION is \"PT\u0663H\"")]
    [InlineData("DTEND:20261125T040000Z", "DTEND:99991231T235959Z", "a.ics line 7: DTEND is \"99991231T235959Z\", in the year 9999, and a meeting lies in 2000 to 2100")]
    [InlineData("DTSTART;TZID=Asia/Ho_Chi_Minh:20261125T080000", "DTSTART:99991231T235959Z", "a.ics line 6: DTSTART is \"99991231T235959Z\", in the year 9999")]
    [InlineData("DTSTART;TZID=Asia/Ho_Chi_Minh:20261125T080000", "DTSTART:00010101T000000", "a.ics line 6: DTSTART is \"00010101T000000\", in the year 1,")]
    [InlineData("Asia/Ho_Chi_Minh:20261125T080000", "Asia/Ho_Chi_Minh:00010101T000000", "a.ics line 6: DTSTART is \"00010101T000000\", in the year 1,")]
    [InlineData("Asia/Ho_Chi_Minh:20261125T080000", "America/New_York:99991231T235959", "a.ics line 6: DTSTART is \"99991231T235959\", in the year 9999")]
    [InlineData("LOCATION:Hội trường A", "STATUS:CANCELED", "a.ics line 8: STATUS is \"CANCELED\", and an event's is TENTATIVE, CONFIRMED or CANCELLED")]
    [InlineData("LOCATION:Hội trường A", "STATUS:", "a.ics line 8: STATUS is \"\"")]
    [InlineData("END:VEVENT", "X-A:1", "END:VCALENDAR closes nothing")]
    [InlineData("END:VCALENDAR", "", "END:VCALENDAR is missing")]
    [InlineData("VERSION:2.0", "VERSION", "a.ics line 2: the line has no colon")]
    [InlineData("VERSION:2.0", "VERSION:1.0", "a.ics line 2: VERSION is 1.0: this is an old vCalendar")]
    [InlineData("VERSION:2.0", "METHOD:REPLY", "a.ics line 2: METHOD is REPLY: this is an answer to an invitation")]
    [InlineData("BEGIN:VCALENDAR", "BEGIN:VCARD", "a.ics line 1: the file does not begin")]
    public void An_event_that_is_not_one_meeting_is_refused_by_its_line(string right, string wrong, string sentence)
    {
        Read(Calendar.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(files.Said(ProblemSeverity.Error), error => error.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Folded_lines_and_other_components_are_read_as_RFC_5545_has_them()
    {
        var calendar = Calendar
            .Replace("SUMMARY:Họp giao ban", "SUMMARY:Họp\n  giao ban", StringComparison.Ordinal)
            .Replace("LOCATION", "ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=\"a;b:c.txt\":QUJD\nBEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Nhắc\nDURATION:PT1M\nEND:VALARM\nLOCATION", StringComparison.Ordinal);

        Assert.Equal("Họp giao ban, tuần 48", MeetingOf(calendar).Title);
    }

    [Theory]
    [InlineData("TENTATIVE")]
    [InlineData("confirmed")]
    public void A_meeting_with_another_status_of_an_event_is_held(string status) =>
        Assert.Equal("hop-giao-ban", MeetingOf(Calendar.Replace("LOCATION", $"STATUS:{status}\nLOCATION", StringComparison.Ordinal)).Id);

    [Theory]
    [InlineData("9999-12-31T22:00:00Z", "9999-12-31T23:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "2026-11-25T11:00:00+07:00")]
    public void A_meeting_of_another_age_is_refused(string starts, string closes)
    {
        files.Write("meetings/hop.json", $$"""
            { "id": "hop", "title": "Họp", "kind": "asInvited", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "hidesTitle": false,
              "sessions": [ { "id": "phien-1", "title": "Phiên 1", "opens": "{{starts}}", "starts": "{{starts}}", "closes": "{{closes}}" } ],
              "quorum": { "numerator": 0, "denominator": 1, "rounding": "up", "legalReference": "", "approvedBy": "" } }
            """);

        ReadFolder();

        Assert.Contains("and a meeting lies in 2000 to 2100", files.Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u202E", "", "meetings/hop.json: the mark of a writing direction U+202E stands in \"Điều 1·\"")]
    [InlineData("", "\\u202E", "meetings/hop.json: the mark of a writing direction U+202E stands in \"Họp·\"")]
    [InlineData("", "\\u0007", "meetings/hop.json: the title has the control character U+0007: type it anew.")]
    [InlineData("", "\\u0000", "meetings/hop.json: the title has the control character U+0000: type it anew.")]
    public void A_character_that_nobody_sees_is_refused_in_all_that_is_shown(string inReference, string inTitle, string sentence)
    {
        files.Write("meetings/hop.roster.csv", "card,class\n000102030405060708090a0b0c0d0e0f,guest\n");
        files.Write("meetings/hop.json", $$"""
            { "id": "hop", "title": "Họp{{inTitle}}", "kind": "asInvited", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "hidesTitle": false,
              "sessions": [ { "id": "phien-1", "title": "Phiên 1", "opens": "2026-12-01T07:30:00", "starts": "2026-12-01T08:00:00", "closes": "2026-12-01T11:00:00" } ],
              "quorum": { "numerator": 0, "denominator": 1, "rounding": "up", "legalReference": "Điều 1{{inReference}}", "approvedBy": "" } }
            """);

        ReadFolder();

        Assert.StartsWith(sentence, files.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_DURATION_ends_the_meeting_as_DTEND_would() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 4, 30, 0, TimeSpan.Zero), MeetingOf(Calendar.Replace("DTEND:20261125T040000Z", "DURATION:PT3H30M", StringComparison.Ordinal)).Sessions[0].Closes.ToUniversalTime());

    [Theory]
    [InlineData("STATUS:CANCELLED\nUID:hop-giao-ban", "VERSION:2.0")]
    [InlineData("UID:hop-giao-ban", "METHOD:CANCEL")]
    public void A_cancelled_meeting_is_not_published_and_that_is_said(string uid, string version)
    {
        var calendar = Calendar.Replace("UID:hop-giao-ban@example.org", uid, StringComparison.Ordinal).Replace("VERSION:2.0", version, StringComparison.Ordinal);

        Assert.Empty(Read(calendar).Meetings);

        Assert.Equal(
            [
                "meetings/a.ics line 3: the meeting hop-giao-ban (\"Họp giao ban, tuần 48\") is cancelled and is not published.",
                "meetings/hop-giao-ban.roster.csv: this is the roster of a meeting that is cancelled; it is not read.",
            ],
            files.Said(ProblemSeverity.Note));
        Assert.False(files.Problems.HasErrors);
    }

    [Fact]
    public void The_organisers_cancellation_withdraws_the_meeting_of_another_file()
    {
        files.Write("meetings/huy.ics", Calendar.Replace("VERSION:2.0", "METHOD:CANCEL", StringComparison.Ordinal).Replace("DTSTART", "SEQUENCE:2\nDTSTART", StringComparison.Ordinal));

        Assert.Empty(Read(Calendar).Meetings);

        Assert.Contains("meetings/a.ics line 3: \"Họp giao ban, tuần 48\" counts no more: huy.ics line 3 cancels it.", files.Said(ProblemSeverity.Note));
    }

    [Fact]
    public void A_meeting_that_was_cancelled_and_convened_again_is_held()
    {
        files.Write("meetings/huy.ics", Calendar.Replace("VERSION:2.0", "METHOD:CANCEL", StringComparison.Ordinal).Replace("DTSTART", "SEQUENCE:2\nDTSTART", StringComparison.Ordinal));

        Assert.Single(Read(Calendar.Replace("DTSTART", "SEQUENCE:3\nDTSTART", StringComparison.Ordinal)).Meetings);
    }

    [Fact]
    public void The_later_revision_of_an_event_counts()
    {
        files.Write("meetings/b.ics", Calendar.Replace("080000", "090000", StringComparison.Ordinal).Replace("DTSTART", "SEQUENCE:1\nDTSTART", StringComparison.Ordinal));

        Assert.Equal(2, MeetingOf(Calendar).Sessions[0].Starts.UtcDateTime.Hour);
        Assert.Equal(["meetings/a.ics line 3: \"Họp giao ban, tuần 48\" counts no more: b.ics line 3 is its revision 1."], files.Said(ProblemSeverity.Note));
    }

    [Theory]
    [InlineData("abc_def@google.com", "abc-def-")]
    [InlineData(OutlookUid, "outlook-")]
    [InlineData("họp chi bộ", "h-p-chi-b-")]
    [InlineData("7d9e1c9a-0b3f-4f0e-9a3b-1c2d3e4f5a6b:7d9e1c9a-0b3f-4f0e-9a3b-1c2d3e4f5a6b", "7d9e1c9a-0b3f-4f0e-9a3b-1c2d3e4f-")]
    public void A_UID_of_any_form_gives_a_stable_id_and_the_rosters_name_is_said(string uid, string beginning)
    {
        var calendar = Calendar.Replace("hop-giao-ban@example.org", uid, StringComparison.Ordinal);
        Read(calendar);

        var error = Assert.Single(files.Said(ProblemSeverity.Error), said => said.Contains("is missing", StringComparison.Ordinal));

        var id = error.Split("the roster of the meeting ")[1].Split(' ')[0];
        Assert.Matches($"^{beginning}[0-9a-f]{{10}}$", id);
        Assert.Contains($"a.ics line 3: the meeting \"Họp giao ban, tuần 48\" has the id {id}, made of its UID; its roster is called {id}.roster.csv.", Assert.Single(files.Said(ProblemSeverity.Note)), StringComparison.Ordinal);
        files.Write($"meetings/{id}.roster.csv", "card,class\n");
        Assert.Equal(id, MeetingOf(calendar).Id);
    }

    [Theory]
    [InlineData("{hop-1}", "hop-1")]
    [InlineData("abc_def@google.com", "abc_def")]
    public void A_roster_may_bear_the_UID_as_a_person_sees_it(string uid, string roster)
    {
        files.Write($"meetings/{roster}.roster.csv", "card,class\n000102030405060708090a0b0c0d0e0f,guest\n");

        Assert.Single(Read(Calendar.Replace("hop-giao-ban@example.org", uid, StringComparison.Ordinal)).Invitations);
    }

    [Fact]
    public void A_meeting_without_a_roster_and_a_roster_without_a_meeting_are_refused()
    {
        files.Write("meetings/khac.roster.csv", "card,class\n");
        files.Write("meetings/calendar.json", Rules);
        files.Write("meetings/a.ics", Calendar);

        ReadFolder();

        Assert.Equal(
            [
                "meetings/a.ics line 3: the roster of the meeting hop-giao-ban (\"Họp giao ban, tuần 48\") is missing: hop-giao-ban.roster.csv.",
                "meetings/khac.roster.csv: this is the roster of no meeting: there is neither khac.json nor an event with that id; the meetings here are hop-giao-ban.",
            ],
            files.Said(ProblemSeverity.Error));
    }

    [Fact]
    public void Two_meetings_with_one_id_are_said_with_both_places()
    {
        files.Write("meetings/b.ics", Calendar.Replace("@example.org", "@example.net", StringComparison.Ordinal));

        Read(Calendar);

        Assert.Equal("meetings/b.ics line 3: the meeting hop-giao-ban (\"Họp giao ban, tuần 48\") is in a.ics line 3 already: one id, one meeting.", files.Error());
    }

    [Fact]
    public void The_rules_of_calendars_are_said_to_be_missing_when_they_are()
    {
        files.Write("meetings/a.ics", Calendar);

        ReadFolder();

        Assert.Equal([$"meetings/calendar.json: the file is missing; it says what calendars cannot, for example: {CalendarFiles.RulesExample}"], files.Said(ProblemSeverity.Error));
    }

    [Fact]
    public void The_rules_that_are_shown_are_rules()
    {
        files.Write("meetings/calendar.json", CalendarFiles.RulesExample);
        files.Write("meetings/hop-giao-ban.roster.csv", "card,class\n");
        files.Write("meetings/a.ics", Calendar);

        ReadFolder();

        Assert.Empty(files.Said(ProblemSeverity.Error));
    }

    private Meeting MeetingOf(string calendar, byte secret = 0) => Assert.Single(Read(calendar, secret).Meetings);

    private (IReadOnlyList<Meeting> Meetings, IReadOnlyList<Invitation> Invitations) Read(string calendar, byte secret = 0)
    {
        files.Write("meetings/calendar.json", Rules);
        files.Write("meetings/a.ics", calendar);
        files.Write("meetings/hop-giao-ban.roster.csv", "card,class\n000102030405060708090a0b0c0d0e0f,guest\n");
        return ReadFolder(secret);
    }

    private (IReadOnlyList<Meeting> Meetings, IReadOnlyList<Invitation> Invitations) ReadFolder(byte secret = 0) =>
        new MeetingFiles(files.At("meetings"), CardNumbers.Unread, new(() => Enumerable.Repeat(secret, 32).ToArray(), "01"), new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), files.Problems).Read(CancellationToken.None);
}
