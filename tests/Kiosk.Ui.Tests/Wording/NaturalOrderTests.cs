using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Tests.Wording;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("Đoàn 2", "Đoàn 10")]
    [InlineData("Đoàn 09", "Đoàn 10")]
    [InlineData("Đoàn 2", "Đoàn 2 mở rộng")]
    [InlineData("Đoàn 99999999999999999999", "Đoàn 100000000000000000000")]
    [InlineData("Chi bộ Dân chính", "Chi bộ Đoàn kết")]
    [InlineData("Chi bộ Đoàn kết", "Chi bộ Em")]
    [InlineData("Hạ Long", "Hải Dương")]
    [InlineData("Ha", "Hà")]
    [InlineData("Hà", "hạ")]
    [InlineData("An", "Ăn")]
    [InlineData("", "Đoàn 1")]
    [InlineData(null, "")]
    public void The_first_sorts_before_the_second(string? first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
    }

    [Fact]
    public void A_name_equals_itself() => Assert.Equal(0, NaturalOrder.Instance.Compare("Đoàn 2", "Đoàn 2"));
}
