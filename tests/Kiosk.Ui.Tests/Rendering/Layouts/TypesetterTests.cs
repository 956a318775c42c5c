using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Tests.Rendering.Layouts;

/// <summary>Uses letters half an em wide, so that widths are easy to count.</summary>
public sealed class TypesetterTests
{
    private readonly Typesetter typesetter = new(new EvenRuler());

    [Fact]
    public void Text_that_fits_keeps_its_preferred_size_on_one_line() => Assert.Equal("40: abcd abcd", Shape(Fit("abcd abcd", 40, 20, 180, 100)));

    [Fact]
    public void Text_that_does_not_fit_on_one_line_wraps() => Assert.Equal("40: abcd | abcd", Shape(Fit("abcd abcd", 40, 20, 100, 200)));

    [Fact]
    public void Wrapped_text_that_is_too_high_shrinks()
    {
        var set = Fit("abcd abcd abcd abcd", 40, 20, 100, 100);
        Assert.InRange(set.Size, 20, 39);
        Assert.True(set.Height <= 100 && set.Width <= 100);
    }

    [Fact]
    public void A_name_shrinks_slightly_before_it_wraps()
    {
        var name = new Caption("abcd abcd", 40, 20, Weight.Bold, default) { PrefersOneLine = true };
        Assert.Equal("35: abcd abcd", Shape(typesetter.Fit(name, 160, 200)));
    }

    [Fact]
    public void A_name_that_would_shrink_too_much_wraps()
    {
        var name = new Caption("abcd abcd", 40, 20, Weight.Bold, default) { PrefersOneLine = true };
        Assert.Equal("40: abcd | abcd", Shape(typesetter.Fit(name, 100, 200)));
    }

    [Fact]
    public void Lines_have_similar_length() => Assert.Equal("10: aa aa aa | aa aa", Shape(Fit("aa aa aa aa aa", 10, 10, 65, 100)));

    [Fact]
    public void A_word_wider_than_the_screen_shrinks_below_its_minimum_instead_of_breaking()
    {
        var set = Fit("abcdefghij", 40, 30, 100, 100);
        Assert.Equal(["abcdefghij"], set.Lines.Select(line => line.Words));
        Assert.InRange(set.Width, 60, 100);
    }

    [Fact]
    public void Other_text_shrinks_before_a_headline_falls_below_its_minimum()
    {
        var column = typesetter.Fit([new("aaaa", 40, 40, Weight.Bold, default), new("bbbb", 40, 10, Weight.Regular, default)], 100, 80);
        Assert.Equal(40, column[0].Size);
        Assert.InRange(column[1].Size, 10, 30);
    }

    [Fact]
    public void A_word_of_several_syllables_is_not_broken() =>
        Assert.Equal(["Mời", "đồng chí"], Fit("Mời đồng chí", 20, 20, 85, 100).Lines.Select(line => line.Words));

    [Theory]
    [InlineData("Đại hội Đảng bộ xã", "Đại hội|Đảng bộ|xã")]
    [InlineData("học tập, quán triệt và triển khai thực hiện Nghị quyết", "học|tập,|quán triệt|và|triển khai|thực hiện|Nghị quyết")]
    [InlineData("ĐẢNG ỦY, CHI BỘ; (chi ủy) “Đại hội”", "ĐẢNG ỦY,|CHI BỘ;|(chi ủy)|“Đại hội”")]
    [InlineData("đại, hội đồng, chí", "đại,|hội đồng,|chí")]
    [InlineData("chứng thư số, cán bộ trực. cán bộ", "chứng thư số,|cán bộ trực.|cán bộ")]
    public void Compounds_are_recognised_with_any_case_and_punctuation(string words, string expected) => Assert.Equal(expected, string.Join('|', Compounds.Split(words)));

    private SetText Fit(string words, double largest, double least, double width, double height) =>
        typesetter.Fit(new Caption(words, largest, least, Weight.Bold, default), width, height);

    private static string Shape(SetText set) => $"{set.Size}: {string.Join(" | ", set.Lines.Select(line => line.Words))}";

    private sealed class EvenRuler : IRuler
    {
        public double WidthOf(string words, Weight weight) => words.Length * 0.5;
    }
}
