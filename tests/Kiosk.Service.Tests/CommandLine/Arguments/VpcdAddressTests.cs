using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;

namespace Kiosk.Service.Tests.CommandLine.Arguments;

public sealed class VpcdAddressTests
{
    [Theory]
    [InlineData("localhost:35963", "localhost", 35963)]
    [InlineData("10.0.0.1:1", "10.0.0.1", 1)]
    [InlineData("[::1]:65535", "[::1]", 65535)]
    public void A_host_and_a_port_are_taken(string text, string host, int port) => Assert.Equal(new VpcdAddress(host, port), VpcdAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData(":35963")]
    [InlineData("localhost:")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:-1")]
    [InlineData("localhost:http")]
    public void Anything_else_is_refused_in_one_sentence(string text)
    {
        var refusal = Assert.Throws<InputException>(() => VpcdAddress.Parse(text));

        Assert.Equal($"\"{text}\" is not HOST:PORT, such as localhost:35963.", refusal.Message);
    }
}
