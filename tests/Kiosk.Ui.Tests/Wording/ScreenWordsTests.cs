using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Tests.Wording;

public sealed class ScreenWordsTests
{
    [Fact]
    public void A_self_test_that_gives_a_signal_says_apart_what_is_to_be_seen_and_heard()
    {
        var wording = new OperatorWording(Language.English, QuorumTerm.Formal);

        Assert.Equal("To be seen: green, steady. To be heard: one short tone.", wording.TriedOf(new("CUA-02", Samples.SelfTest, Mood.Welcome)));
        Assert.Empty(wording.TriedOf(new("CUA-02", Samples.SelfTest)));
    }

    [Fact]
    public void No_screen_lacks_words_in_either_language() =>
        Assert.All(Samples.All, screen =>
        {
            var vietnamese = ScreenWords.Of(screen, Language.Vietnamese);
            var english = ScreenWords.Of(screen, Language.English);
            Assert.All([vietnamese.Headline, .. vietnamese.Lines, english.Headline, .. english.Lines], words => Assert.False(string.IsNullOrWhiteSpace(words)));
            Assert.NotEqual(vietnamese.Headline, english.Headline);
            Assert.Equal(vietnamese.Lines.Count, english.Lines.Count);
        });

    [Fact]
    public void No_place_is_left_open() =>
        Assert.All(Samples.All, screen => Assert.DoesNotContain("{", AllWords(screen), StringComparison.Ordinal));

    [Fact]
    public void Every_refusal_has_its_own_line() =>
        Assert.Distinct(Enum.GetValues<PublicLine>().Select(line => ScreenWords.Of(new Screen.Refused(line), Language.Vietnamese).Headline));

    [Fact]
    public void A_card_that_cannot_be_judged_reads_like_one_that_is_refused() =>
        Assert.Equivalent(
            ScreenWords.Of(new Screen.Refused(PublicLine.NotConfirmed), Language.Vietnamese),
            ScreenWords.Of(new Screen.Undecidable(), Language.Vietnamese),
            strict: true);

    [Theory]
    [InlineData(Language.Vietnamese, "Chào mừng đồng chí Nguyễn Văn A về dự Đại hội.")]
    [InlineData(Language.English, "Welcome, comrade Nguyễn Văn A, to Đại hội.")]
    public void A_member_is_welcomed_as_comrade(Language language, string headline) =>
        Assert.Equal(headline, Words(new Screen.Admitted("Nguyễn Văn A", null, null, "Đại hội", Samples.Morning), language).Headline);

    [Theory]
    [InlineData(Language.Vietnamese, "Chào mừng quý đại biểu Trần Thị B.")]
    [InlineData(Language.English, "Welcome, Trần Thị B.")]
    public void A_guest_is_not_called_comrade(Language language, string headline) =>
        Assert.Equal(headline, Words(new Screen.Admitted("Trần Thị B", null, null, null, Samples.Morning, IsGuest: true), language).Headline);

    [Theory]
    [InlineData(Language.Vietnamese, "Hội nghị đã bắt đầu. Đã ghi nhận đồng chí có mặt lúc 08:20.")]
    [InlineData(Language.English, "The meeting has begun. Your arrival was recorded at 08:20.")]
    public void Who_comes_late_reads_when_the_arrival_was_recorded(Language language, string line) =>
        Assert.Contains(line, Words(new Screen.Admitted(null, null, null, null, Samples.Morning.AddMinutes(15), IsLate: true), language).Lines);

    [Theory]
    [InlineData("2", "Đồng chí đã được ghi nhận có mặt lúc 08:05 tại cửa số 2.")]
    [InlineData("Bàn tiếp đón", "Đồng chí đã được ghi nhận có mặt lúc 08:05 tại Bàn tiếp đón.")]
    public void A_door_is_called_by_its_number_or_by_its_name(string door, string headline) =>
        Assert.Equal(headline, Words(new Screen.AlreadyIn(Samples.Morning, door), Language.Vietnamese).Headline);

    [Theory]
    [InlineData(812, 667, true, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 812/1.000 — đủ túc số.")]
    [InlineData(812, 667, true, QuorumTerm.Plain, Language.Vietnamese, "Có mặt 812/1.000 — đủ số lượng theo quy định.")]
    [InlineData(812, 667, true, QuorumTerm.Formal, Language.English, "Present 812/1,000: quorum met.")]
    [InlineData(650, 667, false, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 650/1.000 — chưa đủ túc số, còn thiếu 17.")]
    [InlineData(650, 667, false, QuorumTerm.Plain, Language.English, "Present 650/1,000: 17 short of the quorum.")]
    [InlineData(700, 667, false, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 700/1.000 — chưa đủ túc số.")]
    [InlineData(812, null, false, QuorumTerm.Formal, Language.Vietnamese, "Có mặt 812/1.000.")]
    public void Figures_say_whether_the_quorum_is_met(int present, int? required, bool met, QuorumTerm term, Language language, string line)
    {
        var idle = new Screen.Idle(TerminalPurpose.Meeting, null, new(present, 1000, required, met, Samples.Morning), Samples.Morning);
        Assert.Contains(line, ScreenWords.Of(idle, language, term).Lines);
    }

    [Fact]
    public void Figures_of_a_congress_say_who_announces_the_official_ones()
    {
        var idle = new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning);
        Assert.Contains("Số liệu tính đến 08:05, ngày 22/11/2026; kết quả chính thức do Đại hội công bố.", Words(idle, Language.Vietnamese).Lines);
    }

    [Fact]
    public void Braces_in_a_name_stay_what_they_are() =>
        Assert.Equal(
            "Chào mừng đồng chí {1} {9} {.",
            Words(new Screen.Admitted("{1} {9} {", null, null, null, Samples.Morning), Language.Vietnamese).Headline);

    [Theory]
    [InlineData("A\u001b[31mB", "A[31mB")]
    [InlineData("A\r\nB", "AB")]
    [InlineData("A\u202eB\u2028C", "ABC")]
    public void Nothing_in_a_name_steers_a_terminal(string name, string shown) =>
        Assert.Equal($"Chào mừng đồng chí {shown}.", Words(new Screen.Admitted(name, null, null, null, Samples.Morning), Language.Vietnamese).Headline);

    private static ScreenWords Words(Screen screen, Language language) => ScreenWords.Of(screen, language);

    private static string AllWords(Screen screen) =>
        string.Join('\n', Enum.GetValues<Language>().Select(language => Words(screen, language)).SelectMany(words => words.Lines.Prepend(words.Headline)));
}
