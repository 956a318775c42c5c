namespace Kiosk.Words.Tests;

public sealed class UncapitalizedTests
{
    [Theory]
    [InlineData("Data folder", "data folder")]
    [InlineData("Đường dẫn", "đường dẫn")]
    [InlineData("CRLs of the issuer", "CRLs of the issuer")]
    [InlineData("A", "a")]
    [InlineData("", "")]
    public void The_first_letter_is_small_unless_it_begins_an_acronym(string sentence, string within) => Assert.Equal(within, Uncapitalized.Of(sentence));
}
