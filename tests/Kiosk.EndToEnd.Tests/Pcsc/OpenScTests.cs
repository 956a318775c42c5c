using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>An independent PIV implementation accepts our virtual card as a PIV card.</summary>
public sealed class OpenScTests : PcscdTest
{
    public override Task InitializeAsync() => Pcscd.StartAsync(Token);

    [Fact]
    public async Task OpenSC_sees_reader_ATR_and_the_PIV_card()
    {
        await using var link = await LayAsync(TestCard.WithP256());

        Assert.Contains("Kiosk A 00 00", await OpenScAsync("opensc-tool", "--list-readers"), StringComparison.Ordinal);
        Assert.Contains("3b:80:80:01:01", await OpenScAsync("opensc-tool", "--reader", "0", "--atr"), StringComparison.Ordinal);
        Assert.Contains("Personal Identity Verification Card", await OpenScAsync("opensc-tool", "--reader", "0", "--name"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11")]
    [InlineData("07")]
    public async Task OpenSC_reads_the_certificate_byte_for_byte(string algorithm)
    {
        var image = algorithm == "07" ? TestCard.WithRsa(2048) : TestCard.WithP256();
        await using var link = await LayAsync(image);

        var output = await OpenScAsync("pkcs15-tool", "--reader", "0", "--read-certificate", "04");

        var pem = PemEncoding.Find(output);
        Assert.Equal(image.Certificate(), Convert.FromBase64String(output[pem.Base64Data]));
    }

    /// <summary>Lays a card down and waits until the daemon has it: OpenSC's own waiting sees no card that came while it began.</summary>
    private async Task<VpcdLink> LayAsync(CardImage image)
    {
        var link = await InsertAsync(new VirtualCard(image, TimeProvider.System));
        await using var reader = Watch();
        await UntilAsync(reader, ReaderState.CardPresent);
        return link;
    }

    private async Task<string> OpenScAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await Programs.RunAsync(program, arguments, Token);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}: {output}");
        return output;
    }
}
