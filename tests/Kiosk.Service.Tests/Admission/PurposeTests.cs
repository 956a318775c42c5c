using FsCheck;
using FsCheck.Fluent;
using Kiosk.Service.Admission;

namespace Kiosk.Service.Tests.Admission;

public sealed class PurposeTests
{
    [Theory]
    [InlineData("Xác nhận chuyển sinh hoạt đảng", "Xác nhận chuyển sinh hoạt đảng")]
    [InlineData("  trimmed ", "trimmed")]
    [InlineData("x", "x")]
    public void A_purpose_is_one_trimmed_line(string text, string expected) => Assert.Equal(expected, Purpose.Parse(text).Text);

    [Fact]
    public void The_bound_is_200_characters()
    {
        Assert.True(Purpose.TryParse(new string('ạ', 200), out _));
        Assert.False(Purpose.TryParse(new string('ạ', 201), out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("two\u2028lines")]
    [InlineData("bell\u0007")]
    [InlineData("turned\u202Ereversed")]
    [InlineData("lone\uD83D")]
    [InlineData("private\uE000")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(Purpose.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Purpose.Parse(text!));
    }

    [Fact]
    public void Any_text_is_a_short_line_or_refused() =>
        Prop.ForAll<string?>(text =>
            !Purpose.TryParse(text, out var purpose)
            || (purpose.Text.Length is >= 1 and <= Purpose.MaxLength && !purpose.Text.Any(char.IsControl))).QuickCheckThrowOnFailure();
}
