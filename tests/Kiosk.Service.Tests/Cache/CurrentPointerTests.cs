using System.Text;
using Kiosk.Service.Cache;

namespace Kiosk.Service.Tests.Cache;

public sealed class CurrentPointerTests
{
    [Fact]
    public void It_reads_back_as_written()
    {
        var pointer = new CurrentPointer(42, 123456789);

        Assert.Equal("generation-00000042.cache 123456789\n", Encoding.ASCII.GetString(pointer.Encode()));
        Assert.Equal(pointer, CurrentPointer.Parse(pointer.Encode()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("generation-00000042.cache")]
    [InlineData("generation-00000042.cache 1")]
    [InlineData("generation-00000042.cache 1\n\n")]
    [InlineData("generation-00000042.cache 1 \n")]
    [InlineData("generation-00000042.cache  1\n")]
    [InlineData("generation-00000042.cache -1\n")]
    [InlineData("generation-00000042.cache \n")]
    [InlineData("generation-00000042.cache 99999999999999999999\n")]
    [InlineData("generation-00000042.cache 1 0123456789abcdef\n")]
    [InlineData("generation-00000000.cache 1\n")]
    [InlineData("generation-42.cache 1\n")]
    [InlineData("../generation-00000042.cache 1\n")]
    [InlineData("generation-+0000042.cache 1\n")]
    public void Anything_else_is_no_pointer(string content) => Assert.Null(CurrentPointer.Parse(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Random_bytes_are_no_pointer()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var content = new byte[random.Next(0, 120)];
            random.NextBytes(content);
            Assert.Null(CurrentPointer.Parse(content));
        }
    }
}
