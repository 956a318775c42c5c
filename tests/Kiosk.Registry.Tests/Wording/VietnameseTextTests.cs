namespace Kiosk.Registry.Tests.Wording;

public sealed class VietnameseTextTests
{
    [Theory]
    [InlineData("không có tệp này.")]
    [InlineData("lỗi      profile.json dòng 4: \"the name is this\" không hợp lệ.")]
    [InlineData("Chứng thư số sai quy cách [The certificate's version is none of 1 to 3].")]
    [InlineData("xem registry --help: tệp nằm ở /media/the/is-it.csv")]
    public void A_Vietnamese_sentence_passes(string text) => Assert.Null(VietnameseText.FaultOf(text));

    [Theory]
    [InlineData("the file is missing.")]
    [InlineData("không có tệp này: it is missing")]
    [InlineData("khong co tep nay")]
    [InlineData("profile.json line 3: missing")]
    public void A_sentence_that_was_left_in_English_or_without_accents_is_noticed(string text) => Assert.NotNull(VietnameseText.FaultOf(text));
}
