using Kiosk.Ui.Screens;
using Kiosk.Ui.Text;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Text;

public sealed class CharacterScreenTests
{
    private const int Columns = 20, Rows = 4;

    private static readonly DateTimeOffset Morning = new(2026, 11, 29, 1, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_terminal_that_waits_says_so_in_both_languages_with_time_and_presence() => Assert.Equal(
        ["MOI DAT THE", "08:05", "PLACE YOUR CARD"],
        Vietnamese(isBilingual: true).Of(new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Morning)));

    [Fact]
    public void A_welcome_is_the_name_without_marks_and_the_seat() => Assert.Equal(
        ["NGUYEN THI DIEM THUY", "KHU A - 12 - 7"],
        Vietnamese(isBilingual: true).Of(new Screen.Admitted("Nguyễn Thị Diễm Thúy", null, new Seat("Khu A", "12", "7"), null, Morning)));

    [Fact]
    public void A_name_that_is_longer_than_a_row_goes_on_in_the_next() => Assert.Equal(
        ["CONG TANG TON NU", "THUY DUONG"],
        Vietnamese(isBilingual: false).Of(new Screen.Admitted("Công Tằng Tôn Nữ Thùy Dương", null, null, null, Morning)).Take(2));

    [Fact]
    public void One_language_alone_leaves_the_other_out() =>
        Assert.DoesNotContain("PLACE YOUR CARD", Vietnamese(isBilingual: false).Of(new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Morning)));

    [Fact]
    public void Every_letter_with_a_mark_has_one_without()
    {
        const string Letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

        var plain = Vietnamese(isBilingual: false).Of(new Screen.Admitted(string.Join(' ', Letters.Chunk(16).Select(part => new string(part))), null, null, null, Morning));

        Assert.Equal(["AAAAAAAAAAAAAAAA", "ADEEEEEEEEEEEIII"], plain.Take(2));
    }

    [Fact]
    public void Letters_that_are_made_of_two_parts_are_as_those_made_of_one() =>
        Assert.Equal("TRAN", Vietnamese(isBilingual: false).Of(new Screen.Admitted("Tra\u0302\u0300n", null, null, null, Morning))[0]);

    [Fact]
    public void Whatever_is_to_be_shown_fits_the_glass() => Assert.All(
        from screen in Samples from screens in new[] { Vietnamese(isBilingual: true), new CharacterScreen(Columns, Rows, Language.English, isBilingual: true) } select screens.Of(screen),
        lines =>
        {
            Assert.InRange(lines.Count, 1, Rows);
            Assert.All(lines, line => Assert.Matches("^[ -~]{1,20}$", line));
            Assert.All(lines, line => Assert.DoesNotContain('?', line));
        });

    private static IEnumerable<Screen> Samples =>
    [
        new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Morning),
        new Screen.Reading(),
        new Screen.TakeCard(),
        new Screen.Admitted(null, null, null, null, Morning),
        .. Enum.GetValues<PublicLine>().Select(line => new Screen.Refused(line)),
        .. Enum.GetValues<ReadingAdvice>().Select(advice => new Screen.TryAgain(advice)),
        new Screen.Verified(MayEnter: true),
        .. Enum.GetValues<StickNews>().Select(news => new Screen.StickRead(news)),
    ];

    private static CharacterScreen Vietnamese(bool isBilingual) => new(Columns, Rows, Language.Vietnamese, isBilingual);
}
