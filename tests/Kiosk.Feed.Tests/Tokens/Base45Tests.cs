using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Tokens;

public sealed class Base45Tests
{
    // RFC 9285, 4.3 and 4.4.
    [Theory]
    [InlineData("AB", "BB8")]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    [InlineData("", "")]
    public void The_standards_examples_are_met(string bytes, string text)
    {
        Assert.Equal(text, Base45.Encode(Encoding.ASCII.GetBytes(bytes)));
        Assert.Equal(Encoding.ASCII.GetBytes(bytes), Base45.TryDecode(text));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("BB8A")]
    [InlineData("bb8")]
    [InlineData("BB,")]
    [InlineData("BBÅ")]
    [InlineData("GGW")] // 65,536
    [InlineData(":::")]
    [InlineData("V5")] // 256
    public void What_is_not_Base45_is_refused(string text) => Assert.Null(Base45.TryDecode(text));

    [Fact]
    public void The_greatest_values_are_Base45()
    {
        Assert.Equal([0xFF, 0xFF], Base45.TryDecode("FGW"));
        Assert.Equal([0xFF], Base45.TryDecode("U5"));
    }

    [Fact]
    public void Whatever_is_encoded_comes_back() => Prop.ForAll<byte[]>(bytes => Base45.TryDecode(Base45.Encode(bytes))!.SequenceEqual(bytes)).QuickCheckThrowOnFailure();
}
