using System.Globalization;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Wording;

public sealed class ScreenWordsTests
{
    [Fact]
    public void A_self_test_says_what_should_be_seen_and_heard()
    {
        var wording = new OperatorWording(Language.English, QuorumTerm.Plain);

        Assert.Equal("The green light must be steady. One short tone must be heard.", wording.TriedOf(new("CUA-02", Samples.DeviceCheck, Mood.Welcome)));
        Assert.Empty(wording.TriedOf(new("CUA-02", Samples.DeviceCheck)));
    }

    [Fact]
    public void Every_screen_has_words_in_both_languages() =>
        Assert.All(Samples.All, screen =>
        {
            var vietnamese = ScreenWords.Of(screen, Language.Vietnamese);
            var english = ScreenWords.Of(screen, Language.English);
            Assert.All([vietnamese.Headline, .. vietnamese.Lines, english.Headline, .. english.Lines], words => Assert.False(string.IsNullOrWhiteSpace(words)));
            Assert.NotEqual(vietnamese.Headline, english.Headline);
            Assert.Equal(vietnamese.Lines.Count, english.Lines.Count);
        });

    [Fact]
    public void No_placeholder_is_left_unfilled() =>
        Assert.All(Samples.All, screen => Assert.DoesNotContain("{", AllWords(screen), StringComparison.Ordinal));

    [Fact]
    public void Every_refusal_but_the_desks_has_its_own_line() =>
        Assert.Distinct(Enum.GetValues<PublicLine>().Where(line => line is not PublicLine.SupportDesk).Select(line => ScreenWords.Of(new Screen.Refused(line), Language.Vietnamese).Headline));

    [Fact]
    public void An_undecidable_card_reads_like_a_refused_one() =>
        Assert.Equivalent(
            ScreenWords.Of(new Screen.Refused(PublicLine.NotConfirmed), Language.Vietnamese),
            ScreenWords.Of(new Screen.Undecidable(), Language.Vietnamese),
            strict: true);

    [Theory]
    [InlineData(Language.Vietnamese, "Chào mừng đồng chí Nguyễn Văn A về dự Đại hội.")]
    [InlineData(Language.English, "Welcome, comrade Nguyễn Văn A, to Đại hội.")]
    public void A_member_is_addressed_as_comrade(Language language, string headline) =>
        Assert.Equal(headline, Words(new Screen.Admitted("Nguyễn Văn A", null, null, "Đại hội", Samples.Morning), language).Headline);

    [Theory]
    [InlineData(Language.Vietnamese, "Chào mừng đại biểu Trần Thị B.")]
    [InlineData(Language.English, "Welcome, Trần Thị B.")]
    public void A_guest_is_not_addressed_as_comrade(Language language, string headline) =>
        Assert.Equal(headline, Words(new Screen.Admitted("Trần Thị B", null, null, null, Samples.Morning, IsGuest: true), language).Headline);

    [Theory]
    [InlineData(Lateness.Congress, Language.Vietnamese, "Đại hội đã khai mạc. Đã ghi nhận đồng chí có mặt lúc 08:20.")]
    [InlineData(Lateness.Congress, Language.English, "The congress has opened. Your arrival was recorded at 08:20.")]
    [InlineData(Lateness.Session, Language.Vietnamese, "Phiên họp đã bắt đầu. Đã ghi nhận đồng chí có mặt lúc 08:20.")]
    [InlineData(Lateness.Session, Language.English, "The session has begun. Your arrival was recorded at 08:20.")]
    [InlineData(Lateness.Meeting, Language.Vietnamese, "Cuộc họp đã bắt đầu. Đã ghi nhận đồng chí có mặt lúc 08:20.")]
    [InlineData(Lateness.Meeting, Language.English, "The meeting has begun. Your arrival was recorded at 08:20.")]
    public void A_late_arrival_reads_what_has_begun_and_when_it_was_recorded(Lateness late, Language language, string line) =>
        Assert.Contains(line, Words(new Screen.Admitted(null, null, null, null, Samples.Morning.AddMinutes(15), late), language).Lines);

    [Theory]
    [InlineData("2", "Đồng chí đã được ghi nhận có mặt lúc 08:05 tại cửa số 2.")]
    [InlineData("Bàn tiếp đón", "Đồng chí đã được ghi nhận có mặt lúc 08:05 tại Bàn tiếp đón.")]
    public void A_door_is_named_by_its_number_or_name(string door, string headline) =>
        Assert.Equal(headline, Words(new Screen.AlreadyIn(Samples.Morning, door), Language.Vietnamese).Headline);

    [Theory]
    [InlineData(812, 667, true, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 812/1.000 — đủ túc số.")]
    [InlineData(812, 667, true, QuorumTerm.Plain, Language.Vietnamese, "Có mặt 812/1.000 — đủ số lượng theo quy định.")]
    [InlineData(812, 667, true, QuorumTerm.Formal, Language.English, "Present 812/1,000: quorum met.")]
    [InlineData(650, 667, false, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 650/1.000 — chưa đủ túc số, còn thiếu 17 đại biểu.")]
    [InlineData(650, 667, false, QuorumTerm.Plain, Language.Vietnamese, "Có mặt 650/1.000 — chưa đủ số lượng theo quy định, còn thiếu 17 đại biểu.")]
    [InlineData(650, 667, false, QuorumTerm.Plain, Language.English, "Present 650/1,000: 17 delegates short of the quorum.")]
    [InlineData(666, 667, false, QuorumTerm.Plain, Language.English, "Present 666/1,000: 1 delegate short of the quorum.")]
    [InlineData(700, 667, false, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 700/1.000 — chưa đủ túc số.")]
    [InlineData(812, null, false, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 812/1.000.")]
    public void Figures_say_whether_the_quorum_is_met(int present, int? required, bool met, QuorumTerm term, Language language, string line)
    {
        var idle = new Screen.Idle(TerminalPurpose.Meeting, null, new(present, 1000, required, met, Samples.Morning), Samples.Morning);
        Assert.Contains(line, ScreenWords.Of(idle, language, term).Lines);
    }

    [Theory]
    [InlineData(MeetingForm.CellMeeting, "còn thiếu 17 đảng viên.")]
    [InlineData(MeetingForm.MemberCongress, "còn thiếu 17 đảng viên.")]
    [InlineData(MeetingForm.DelegateCongress, "còn thiếu 17 đại biểu.")]
    [InlineData(MeetingForm.CommitteeMeeting, "còn thiếu 17 ủy viên.")]
    public void Missing_people_are_named_as_at_that_meeting(MeetingForm form, string end)
    {
        var idle = new Screen.Idle(TerminalPurpose.Meeting, null, new(650, 1000, 667, false, Samples.Morning, form), Samples.Morning);
        Assert.Contains(Words(idle, Language.Vietnamese).Lines, line => line.EndsWith(end, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-05:00", "cập nhật vừa xong.", "updated just now.")]
    [InlineData("00:00:59", "cập nhật vừa xong.", "updated just now.")]
    [InlineData("00:01", "cập nhật 1 phút trước.", "updated 1 minute ago.")]
    [InlineData("00:59:59", "cập nhật 59 phút trước.", "updated 59 minutes ago.")]
    [InlineData("01:59", "cập nhật 1 giờ trước.", "updated 1 hour ago.")]
    [InlineData("03:00", "cập nhật 3 giờ trước.", "updated 3 hours ago.")]
    [InlineData("1.23:59", "cập nhật 47 giờ trước.", "updated 47 hours ago.")]
    [InlineData("2.00:00", "cập nhật 2 ngày trước.", "updated 2 days ago.")]
    [InlineData("28.05:00", "cập nhật 28 ngày trước.", "updated 28 days ago.")]
    public void The_age_of_card_data_is_given_in_familiar_units(string age, string vietnamese, string english)
    {
        var stores = new StoreState(1240, TimeSpan.Parse(age, CultureInfo.InvariantCulture), 0);
        Assert.Equal(
            ($"Dữ liệu thẻ: phiên bản 1240, {vietnamese}", $"Card data: version 1240, {english}"),
            (new OperatorWording(Language.Vietnamese, QuorumTerm.Plain).CacheOf(stores), new OperatorWording(Language.English, QuorumTerm.Plain).CacheOf(stores)));
    }

    [Theory]
    [InlineData(1, "Terminal CUA-02 failed its device check: 1 check failed.")]
    [InlineData(2, "Terminal CUA-02 failed its device check: 2 checks failed.")]
    public void Failed_checks_have_singular_and_plural(int failed, string headline) =>
        Assert.Equal(headline, Words(new Screen.DeviceCheck("CUA-02", [.. Enumerable.Repeat(Samples.Checks[2], failed)]), Language.English).Headline);

    [Fact]
    public void Congress_figures_say_who_announces_the_official_ones()
    {
        var idle = new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning);
        Assert.Contains("Số liệu tính đến 08:05, ngày 22/11/2026; kết quả chính thức do Đại hội công bố.", Words(idle, Language.Vietnamese).Lines);
    }

    [Fact]
    public void A_number_to_be_copied_is_not_followed_by_a_full_stop() =>
        Assert.All(
            from screen in Samples.All
            from language in Enum.GetValues<Language>()
            let words = Words(screen, language)
            from line in words.Lines.Prepend(words.Headline)
            select line,
            line => Assert.DoesNotMatch(@"(HS-2026-0042|BAN-01-\d\d|terminal\.[a-z-]+|CUA-02|0123 456 789)\.( |$)", line));

    [Fact]
    public void Braces_in_a_name_are_kept() =>
        Assert.Equal(
            "Chào mừng đồng chí {1} {9} {.",
            Words(new Screen.Admitted("{1} {9} {", null, null, null, Samples.Morning), Language.Vietnamese).Headline);

    [Theory]
    [InlineData("A\u001b[31mB", "A[31mB")]
    [InlineData("A\r\nB", "AB")]
    [InlineData("A\u202eB\u2028C", "ABC")]
    public void Control_characters_in_a_name_are_removed(string name, string shown) =>
        Assert.Equal($"Chào mừng đồng chí {shown}.", Words(new Screen.Admitted(name, null, null, null, Samples.Morning), Language.Vietnamese).Headline);

    private static ScreenWords Words(Screen screen, Language language) => ScreenWords.Of(screen, language);

    private static string AllWords(Screen screen) =>
        string.Join('\n', Enum.GetValues<Language>().Select(language => Words(screen, language)).SelectMany(words => words.Lines.Prepend(words.Headline)));
}
