namespace Kiosk.Words.Tests;

public sealed class TechnicalDetailTests
{
    [Theory]
    [InlineData("Không đọc được tệp [no such file].", "Không đọc được tệp.\n[no such file]")]
    [InlineData("Sai quy cách [entry [3] of the list]. Hãy đề nghị cấp lại.", "Sai quy cách. Hãy đề nghị cấp lại.\n[entry [3] of the list]")]
    public void A_detail_stands_below_the_sentences(string sentence, string printed) =>
        Assert.Equal(printed, new Phrase(sentence, "").In(Language.Vietnamese));

    [Fact]
    public void English_keeps_its_own_sentence() => Assert.Equal("cannot be read: no such file.", Phrase.WithDetail("Không đọc được", "cannot be read: no such file.").In(Language.English));

    [Fact]
    public void Two_details_stand_one_below_the_other() =>
        Assert.Equal("Một. Hai.\n[one]\n[two]", new Phrase("Một [one]. Hai [two].", "").In(Language.Vietnamese));

    [Fact]
    public void Other_brackets_stay() => Assert.Equal("Cách dùng: [tùy chọn] tệp", new Phrase("Cách dùng: [tùy chọn] tệp", "").In(Language.Vietnamese));
}
