using FsCheck;
using FsCheck.Fluent;
using Kiosk.Service.Admission;

namespace Kiosk.Service.Tests.Admission;

public sealed class CaseNumberTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("24-QĐ/TW")]
    [InlineData("2026.11.22/00042")]
    [InlineData("Ư-Ạ-ỹ")]
    [InlineData("12345678901234567890123456789012")]
    public void A_case_number_is_kept_as_it_is_written(string text) => Assert.Equal(text, CaseNumber.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("-1")]
    [InlineData("/1")]
    [InlineData("=1+1")]
    [InlineData("1 2")]
    [InlineData("1\0")]
    [InlineData("1\n")]
    [InlineData("1_2")]
    [InlineData("Ỵ\u0301")]
    [InlineData("А1")] // Cyrillic A
    [InlineData("１")] // full-width digit
    [InlineData("٣")] // Arabic-Indic digit
    [InlineData("×1")]
    [InlineData("1\uD83D")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(CaseNumber.TryParse(text, out var number));
        Assert.Null(number);
        Assert.Throws<FormatException>(() => CaseNumber.Parse(text!));
    }

    [Fact]
    public void Any_text_is_kept_whole_or_refused() =>
        Prop.ForAll<string?>(text => !CaseNumber.TryParse(text, out var number) || number.Text == text).QuickCheckThrowOnFailure();
}
