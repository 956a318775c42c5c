using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Tests.Rendering.Layouts;

/// <summary>With letters of half an em each, so that widths can be counted.</summary>
public sealed class TypesetterTests
{
    private readonly Typesetter typesetter = new(new EvenRuler());

    [Fact]
    public void What_fits_keeps_its_largest_size_on_one_line() => Assert.Equal("40: abcd abcd", Shape(Fit("abcd abcd", 40, 20, 180, 100)));

    [Fact]
    public void What_does_not_fit_on_one_line_wraps() => Assert.Equal("40: abcd | abcd", Shape(Fit("abcd abcd", 40, 20, 100, 200)));

    [Fact]
    public void What_is_too_high_when_wrapped_shrinks()
    {
        var set = Fit("abcd abcd abcd abcd", 40, 20, 100, 100);
        Assert.InRange(set.Size, 20, 39);
        Assert.True(set.Height <= 100 && set.Width <= 100);
    }

    [Fact]
    public void A_name_shrinks_a_little_before_it_is_broken()
    {
        var name = new Caption("abcd abcd", 40, 20, Weight.Bold, default) { PrefersOneLine = true };
        Assert.Equal("35: abcd abcd", Shape(typesetter.Fit(name, 160, 200)));
    }

    [Fact]
    public void A_name_that_would_shrink_too_much_is_broken()
    {
        var name = new Caption("abcd abcd", 40, 20, Weight.Bold, default) { PrefersOneLine = true };
        Assert.Equal("40: abcd | abcd", Shape(typesetter.Fit(name, 100, 200)));
    }

    [Fact]
    public void Lines_are_of_like_length() => Assert.Equal("10: aa aa aa | aa aa", Shape(Fit("aa aa aa aa aa", 10, 10, 65, 100)));

    [Fact]
    public void A_word_wider_than_the_screen_shrinks_below_its_least_size_and_stays_whole()
    {
        var set = Fit("abcdefghij", 40, 30, 100, 100);
        Assert.Equal(["abcdefghij"], set.Lines.Select(line => line.Words));
        Assert.InRange(set.Width, 60, 100);
    }

    [Fact]
    public void Others_shrink_before_a_headline_falls_below_its_least_size()
    {
        var column = typesetter.Fit([new("aaaa", 40, 40, Weight.Bold, default), new("bbbb", 40, 10, Weight.Regular, default)], 100, 80);
        Assert.Equal(40, column[0].Size);
        Assert.InRange(column[1].Size, 10, 30);
    }

    [Fact]
    public void A_word_of_several_syllables_is_not_parted() =>
        Assert.Equal(["Mời", "đồng chí"], Fit("Mời đồng chí", 20, 20, 85, 100).Lines.Select(line => line.Words));

    [Theory]
    [InlineData("Đại hội Đảng bộ xã", "Đại hội|Đảng bộ|xã")]
    [InlineData("học tập, quán triệt và triển khai thực hiện Nghị quyết", "học|tập,|quán triệt|và|triển khai|thực hiện|Nghị quyết")]
    [InlineData("ĐẢNG ỦY, CHI BỘ; (chi ủy) “Đại hội”", "ĐẢNG ỦY,|CHI BỘ;|(chi ủy)|“Đại hội”")]
    [InlineData("đại, hội đồng, chí", "đại,|hội đồng,|chí")]
    [InlineData("chứng thư số, cán bộ trực. cán bộ", "chứng thư số,|cán bộ trực.|cán bộ")]
    public void Compounds_stay_whole_however_they_are_written(string words, string expected) => Assert.Equal(expected, string.Join('|', Compounds.Split(words)));

    private SetText Fit(string words, double largest, double least, double width, double height) =>
        typesetter.Fit(new Caption(words, largest, least, Weight.Bold, default), width, height);

    private static string Shape(SetText set) => $"{set.Size}: {string.Join(" | ", set.Lines.Select(line => line.Words))}";

    private sealed class EvenRuler : IRuler
    {
        public double WidthOf(string words, Weight weight) => words.Length * 0.5;
    }
}
