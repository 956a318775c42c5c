using Kiosk.Source.Text;

namespace Kiosk.Source.Tests.Text;

public sealed class VietnameseNameTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hoa", "nguyen thi hoa")]
    [InlineData("  ĐẶNG   Ỷ Thiên ", "dang y thien")]
    [InlineData("Nguye\u0302\u0303n Thi\u0323 Hoa", "nguyen thi hoa")]
    [InlineData("H'Lan Niê-Kđăm", "h lan nie kdam")]
    [InlineData("%_!", "")]
    [InlineData("", "")]
    public void A_name_is_folded_to_plain_words(string name, string folded) => Assert.Equal(folded, VietnameseName.Fold(name));

    [Theory]
    [InlineData("Nguyễn Thị Hoa", " hoa nguyen thi ")]
    [InlineData("Hoa", " hoa ")]
    public void It_is_looked_for_by_the_given_name_first(string name, string search) => Assert.Equal(search, VietnameseName.SearchText(name));

    [Fact]
    public void Names_are_listed_by_given_name_in_the_alphabets_order_and_then_by_tone()
    {
        string[] listed = ["Trần An", "Lê Ánh", "Lê Ân", "Lê Bình", "Phạm Đức", "Hoàng Dũng", "Nguyễn Văn Hoa", "Trần Thị Hoa", "Trần Hòa", "Lê Ơn", "Lê Ôn"];

        Assert.Equal(
            ["Trần An", "Lê Ánh", "Lê Ân", "Lê Bình", "Hoàng Dũng", "Phạm Đức", "Nguyễn Văn Hoa", "Trần Thị Hoa", "Trần Hòa", "Lê Ôn", "Lê Ơn"],
            listed.OrderBy(VietnameseName.SortKey, StringComparer.Ordinal));
    }
}
