using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using static Kiosk.Hardware.Tests.Readers.Virtual.VirtualCardCommands;

namespace Kiosk.Hardware.Tests.Readers.Virtual;

public sealed class VirtualCardTests
{
    private const string Select = "00A404000BA00000030800001000010000";
    private const string GetCertificate = "00CB3FFF055C035FC10100";

    private readonly ManualTimeProvider time = new();
    private readonly CardImage image = TestCard.WithP256();

    [Theory]
    [InlineData("00A404000BA00000030800001000010000")]
    [InlineData("00A4040009A0000003080000100000")]
    public async Task SELECT_takes_the_AID_or_its_first_nine_bytes_and_names_the_application(string select) =>
        Assert.Equal("61114F0600001000010079074F05A0000003089000", await Send(Card(), select));

    [Theory]
    [InlineData("00A4040007A000000308000000", "6A82")]
    [InlineData("00A404000AA000000308000010000100", "6A82")]
    [InlineData("00A4040007A000000004101000", "6A82")]
    [InlineData("00A4040000", "6A82")]
    [InlineData("00A40000023F0000", "6A86")]
    [InlineData("00A4040C0BA00000030800001000010000", "6A86")]
    [InlineData("80A404000BA00000030800001000010000", "6E00")]
    [InlineData("0CCB3FFF055C035FC10100", "6E00")]
    [InlineData("00CB3FFF055C035FC10100", "6D00")]
    [InlineData("00C0000000", "6985")]
    [InlineData("00A4", "6700")]
    [InlineData("00CB3FFF0000055C035FC1010000", "6700")]
    public async Task Before_SELECT_a_command_is_refused_as_the_standard_says(string command, string statusWord) =>
        Assert.Equal(statusWord, await Send(Card(), command));

    [Theory]
    [InlineData("00CB3FFF055C035FC10200", "6A82")]
    [InlineData("00CB3F00055C035FC10100", "6A86")]
    [InlineData("00CB3FFF055C025FC10100", "6A80")]
    [InlineData("00CB3FFF055D035FC10100", "6A80")]
    [InlineData("00CB3FFF00", "6A80")]
    [InlineData("00CB3FFF055C035FC10900", "6982")]
    [InlineData("0087119E00", "6A80")]
    [InlineData("0087119E047C02820000", "6A80")]
    [InlineData("0087119E097C0782008103AABBCC00", "6A80")]
    [InlineData("0087079E097C0782008103AABBCC00", "6A86")]
    [InlineData("0087119A097C0782008103AABBCC00", "6A86")]
    [InlineData("0020008000", "6982")]
    [InlineData("0020008100", "6A88")]
    [InlineData("0020018000", "6A86")]
    [InlineData("00FD000000", "6D00")]
    public async Task After_SELECT_a_command_is_refused_as_the_standard_says(string command, string statusWord)
    {
        var card = Card(image.WithObject(PivDataObject.PrintedInformation, new byte[] { 0x53, 0x00 }));
        await Send(card, Select);

        Assert.Equal(statusWord, await Send(card, command));
    }

    [Fact]
    public async Task A_key_that_needs_a_PIN_is_closed()
    {
        var card = Card(image with { Keys = new Dictionary<byte, CardImageKey> { [0x9A] = image.Keys[0x9E] } });
        await Send(card, Select);

        Assert.Equal("6982", await Send(card, "0087119A097C0782008103AABBCC00"));
    }

    [Fact]
    public async Task Another_AID_leaves_the_application_selected_and_a_reset_does_not()
    {
        var card = Card();
        await Send(card, Select);
        await Send(card, "00A4040007A000000004101000");

        Assert.StartsWith("53", await Send(card, GetCertificate), StringComparison.Ordinal);
        card.Reset();
        Assert.Equal("6D00", await Send(card, GetCertificate));
    }

    [Fact]
    public async Task A_long_object_comes_in_blocks_as_great_as_Le_asks()
    {
        var value = new byte[700];
        Random.Shared.NextBytes(value);
        var card = Card(image.WithObject(PivDataObject.CardHolderUniqueIdentifier, value));
        await Send(card, Select);

        var first = await Send(card, "00CB3FFF055C035FC10200");
        var second = await Send(card, "00C0000000");
        var third = await Send(card, "00C000000A");
        var fourth = await Send(card, "00C0000000");

        Assert.EndsWith("6100", first, StringComparison.Ordinal);
        Assert.EndsWith("61BC", second, StringComparison.Ordinal);
        Assert.EndsWith("61B2", third, StringComparison.Ordinal);
        Assert.EndsWith("9000", fourth, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexString(value), first[..^4] + second[..^4] + third[..^4] + fourth[..^4]);
        Assert.Equal("6985", await Send(card, "00C0000000"));
    }

    [Fact]
    public async Task Without_Le_nothing_comes_but_the_word_that_it_waits()
    {
        var card = Card(image.WithObject(PivDataObject.CardHolderUniqueIdentifier, new byte[] { 0x53, 0x01, 0x07 }));
        await Send(card, Select);

        Assert.Equal("6103", await Send(card, "00CB3FFF055C035FC102"));
        Assert.Equal("5301079000", await Send(card, "00C0000003"));
    }

    [Fact]
    public async Task A_chain_broken_by_another_command_is_forgotten()
    {
        var card = Card();
        await Send(card, Select);

        Assert.Equal("9000", await Send(card, "10CB3FFF035C035F"));
        await Send(card, Select);
        Assert.Equal("6A80", await Send(card, "00CB3FFF02C10100"));
    }

    [Fact]
    public async Task A_chain_of_two_blocks_is_one_command()
    {
        var card = Card();
        await Send(card, Select);
        await Send(card, "10CB3FFF035C035F");

        Assert.StartsWith("53", await Send(card, "00CB3FFF02C10100"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_longer_than_any_command_is_refused()
    {
        var card = Card();
        await Send(card, Select);
        var block = "10CB3FFFFF" + new string('0', 510);
        for (var count = 0; count < 16; count++)
        {
            Assert.Equal("9000", await Send(card, block));
        }

        Assert.Equal("6700", await Send(card, block));
    }

    [Fact]
    public async Task The_signature_is_over_what_was_asked()
    {
        var card = Card();
        await Send(card, Select);
        var digest = RandomNumberGenerator.GetBytes(32);

        var signature = await Sign(card, digest);

        using var certificate = X509CertificateLoader.LoadCertificate(image.Certificate());
        using var key = certificate.GetECDsaPublicKey()!;
        Assert.True(key.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task An_RSA_card_applies_its_bare_key_to_the_block()
    {
        var rsa = TestCard.WithRsa(2048);
        var card = Card(rsa);
        await Send(card, Select);
        var digest = SHA256.HashData([1, 2, 3]);
        var template = Convert.ToHexString(PivAuthentication.EncodeChallenge(RsaSignatureBlock.Pad(digest, 256)));
        await Send(card, "1087079EFF" + template[..510]);

        var answer = await Send(card, "0087079E0B" + template[510..] + "00") + await Send(card, "00C0000000");

        var signature = PivAuthentication.ParseResponse(Convert.FromHexString(answer[..512] + answer[516..^4]));
        using var certificate = X509CertificateLoader.LoadCertificate(rsa.Certificate());
        using var key = certificate.GetRSAPublicKey()!;
        Assert.True(key.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task An_RSA_block_not_below_the_modulus_is_refused()
    {
        var card = Card(TestCard.WithRsa(2048));
        await Send(card, Select);
        var block = new byte[256];
        Array.Fill(block, (byte)0xFF);
        var template = Convert.ToHexString(PivAuthentication.EncodeChallenge(block));
        await Send(card, "1087079EFF" + template[..510]);

        Assert.Equal("6A80", await Send(card, "0087079E0B" + template[510..] + "00"));
    }

    private VirtualCard Card() => Card(image);

    private VirtualCard Card(CardImage described) => new(described, time);
}
