using System.Numerics;
using Kiosk.Service.Cache.LiteDb;

namespace Kiosk.Service.Tests.Cache.LiteDb;

public sealed class PageSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_sum_of_a_page_is_its_CRC_32C(int seed)
    {
        var page = new byte[PageSums.PageLength];
        new Random(seed).NextBytes(page);

        Assert.Equal(~page.Aggregate(uint.MaxValue, BitOperations.Crc32C), PageSums.Of(page));
    }
}
