namespace Kiosk.Words.Tests;

public sealed class ShownNameTests
{
    [Theory]
    [InlineData("Đảng ủy xã – 1.json", "Đảng ủy xã – 1.json")]
    [InlineData("📎.csv", "📎.csv")]
    [InlineData("\e[31mred\u009B", "?[31mred?")]
    [InlineData("a\nb\rc\t", "a?b?c?")]
    [InlineData("\u202Etrc.exe\u2066\u200B", "?trc.exe??")]
    [InlineData("a\u2028b\u2029", "a?b?")]
    public void What_cannot_be_seen_of_a_name_is_a_question_mark(string name, string shown) => Assert.Equal(shown, ShownName.Of(name));

    [Fact]
    public void A_text_of_several_lines_keeps_them() => Assert.Equal("one?\ntwo", ShownName.InLines("one\e\ntwo"));
}
