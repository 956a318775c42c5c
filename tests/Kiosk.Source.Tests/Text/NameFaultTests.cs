using Kiosk.Source.Text;

namespace Kiosk.Source.Tests.Text;

/// <summary>Names that lost their letters on the way: field case 02-csv-encodings.</summary>
public sealed class NameFaultTests
{
    [Theory]
    [InlineData("Nguyễn Văn An")]
    [InlineData("NGUYỄN THỊ HƯƠNG QUỲNH")]
    [InlineData("Nguyen Van An")]
    [InlineData("Trần Thị Bích Thủy")]
    [InlineData("Hoàng Quốc Khuyến")]
    [InlineData("Lê Giếng Ướt")]
    [InlineData("Đặng Gì Yến Ngoéo")]
    [InlineData("Nguyễn Huyền Khuya Rượu")]
    [InlineData("H'Hen Niê")]
    [InlineData("Y Bhĩm Niê Kđăm")]
    [InlineData("Điểu K'Rứ")]
    [InlineData("Chi bộ số 1 – Đảng ủy phường Nghĩa Đô")]
    [InlineData("Nguyễn Văn An (Út)")]
    public void A_name_as_it_is_typed_is_not_spoken_of(string name)
    {
        Assert.Null(NameFault.ErrorOf(name));
        Assert.Null(NameFault.WarningOf(name));
    }

    [Fact]
    public void A_name_with_marks_apart_is_as_good_as_one_with_whole_letters()
    {
        Assert.Equal("Nguyễn Văn Ước", VietnameseLetters.Compose("Nguye\u0302\u0303n Va\u0306n U\u031Bo\u031B\u0301c"));
        Assert.Null(NameFault.WarningOf("Nguye\u0302\u0303n Va\u0306n An"));
    }

    [Theory]
    [InlineData("NguyÔn V¨n An", "TCVN3", "Nguyễn Văn An")]
    [InlineData("TrÇn ThÞ BÝch", "TCVN3", "Trần Thị Bích")]
    [InlineData("§Æng Quèc Kh¸nh", "TCVN3", "Đặng Quốc Khánh")]
    [InlineData("Nguyeãn Vaên An", "VNI", "Nguyễn Văn An")]
    [InlineData("Traàn Thò Bích", "VNI", "Trần Thị Bích")]
    [InlineData("Ñaëng Quoác Khaùnh", "VNI", "Đặng Quốc Khánh")]
    public void Letters_of_old_fonts_are_named_with_what_is_perhaps_meant(string name, string font, string meant)
    {
        var warning = NameFault.WarningOf(name)!.English;

        Assert.Contains(font, warning, StringComparison.Ordinal);
        Assert.Contains($"meant is perhaps \"{meant}\"", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nguy?n V?n An", "has ? where letters were")]
    [InlineData("?ng V?n B?o", "has ? where letters were")]
    [InlineData("Nguyá»…n VÄƒn An", "is UTF-8 that was read as another encoding")]
    [InlineData("Nguyá».n VÄfn An", "is UTF-8 that was read as another encoding")]
    [InlineData("LÃ¢m", "meant is perhaps \"Lâm\"")]
    [InlineData("Æ¯á»›c", "is UTF-8 that was read as another encoding")]
    public void Lost_letters_are_warned_of(string name, string sentence) => Assert.Contains(sentence, NameFault.WarningOf(name)!.English, StringComparison.Ordinal);

    [Theory]
    [InlineData("Nguy\uFFFDn", "the mark of a lost letter U+FFFD stands in \"Nguy·n\"")]
    [InlineData("An\u202E", "the mark of a writing direction U+202E")]
    [InlineData("An\u2066", "the mark of a writing direction U+2066")]
    [InlineData("An\u200B", "the invisible character U+200B")]
    [InlineData("An\u0007", "the control character U+0007")]
    [InlineData("An\u0085", "the control character U+0085")]
    [InlineData("An\u2028", "the line separator U+2028")]
    [InlineData("An\uE000", "a private character U+E000")]
    public void Characters_that_nobody_sees_are_refused(string name, string sentence) => Assert.StartsWith(sentence, NameFault.ErrorOf(name)!.English, StringComparison.Ordinal);

    [Fact]
    public void Every_Vietnamese_vowel_with_every_tone_is_a_letter_of_one_syllable() =>
        Assert.All("àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", vowel => Assert.True(VietnameseSyllable.IsOne([vowel])));

    [Theory]
    [InlineData("ngoằn")]
    [InlineData("nghiêng")]
    [InlineData("quyển")]
    [InlineData("giữa")]
    [InlineData("gì")]
    [InlineData("khuỷu")]
    [InlineData("thuở")]
    public void A_syllable_is_one(string word) => Assert.True(VietnameseSyllable.IsOne(word));

    [Theory]
    [InlineData("nguyÔn")]
    [InlineData("vaên")]
    [InlineData("ấá")]
    [InlineData("ðạt")]
    [InlineData("đ")]
    [InlineData("")]
    public void What_is_no_syllable_is_none(string word) => Assert.False(VietnameseSyllable.IsOne(word));
}
