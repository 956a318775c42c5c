using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using static Kiosk.Hardware.Tests.Readers.Virtual.VirtualCardCommands;

namespace Kiosk.Hardware.Tests.Readers.Virtual;

/// <summary>What the faults of a card image do.</summary>
public sealed class VirtualCardFaultTests
{
    private const string Select = "00A404000BA00000030800001000010000";
    private const string GetCertificate = "00CB3FFF055C035FC10100";

    private readonly ManualTimeProvider time = new();
    private readonly CardImage image = TestCard.WithP256();

    [Fact]
    public async Task A_fault_comes_after_its_count_and_then_each_time()
    {
        var card = Card(image.WithFault("00A4", new CardImageFault.Status(new(0x6F00)), after: 2));

        Assert.EndsWith("9000", await Send(card, Select), StringComparison.Ordinal);
        card.Reset();
        Assert.EndsWith("9000", await Send(card, Select), StringComparison.Ordinal);
        Assert.Equal("6F00", await Send(card, Select));
        Assert.Equal("6F00", await Send(card, Select));
    }

    [Fact]
    public async Task Remove_and_swap_leave_a_command_without_an_answer()
    {
        var removed = Card(image.WithFault("00A4", new CardImageFault.Remove()));
        var swapped = Card(image.WithFault("00A4", new CardImageFault.Swap("other.json", TestCard.WithP384())));

        Assert.Null(await removed.TransmitAsync(Convert.FromHexString(Select), CancellationToken.None));
        Assert.Null(((IVirtualCard)removed).Successor);
        Assert.Null(await swapped.TransmitAsync(Convert.FromHexString(Select), CancellationToken.None));
        Assert.NotNull(swapped.Successor);
    }

    [Fact]
    public async Task Delay_answers_rightly_when_its_time_has_come()
    {
        var card = Card(image.WithFault("00A4", new CardImageFault.Delay(TimeSpan.FromSeconds(3))));
        var answer = Send(card, Select);

        time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.EndsWith("9000", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncate_and_garble_spoil_the_data_and_keep_the_status_word()
    {
        var value = new byte[] { 0x53, 0x02, 0x0F, 0xF0 };
        var plain = image.WithObject(PivDataObject.CardHolderUniqueIdentifier, value);
        var cut = Card(plain.WithFault("00CB", new CardImageFault.Truncate(3)));
        var garbled = Card(plain.WithFault("00CB", new CardImageFault.Garble()));
        await Send(cut, Select);
        await Send(garbled, Select);

        Assert.Equal("53020F9000", await Send(cut, "00CB3FFF055C035FC10200"));
        Assert.Equal("ACFDF00F9000", await Send(garbled, "00CB3FFF055C035FC10200"));
    }

    [Fact]
    public async Task Loop61_never_comes_to_an_end()
    {
        var card = Card(image.WithFault("00CB", new CardImageFault.Loop61()));
        await Send(card, Select);

        Assert.Equal("006101", await Send(card, GetCertificate));
        for (var round = 0; round < 100; round++)
        {
            Assert.Equal("006101", await Send(card, "00C0000001"));
        }
    }

    [Fact]
    public async Task Replay_repeats_the_cards_own_last_signature_across_resets()
    {
        var card = Card(image.WithFault("0087", new CardImageFault.Replay(File: null), after: 1));
        await Send(card, Select);
        var first = await Sign(card, new byte[32]);
        card.Reset();
        await Send(card, Select);

        Assert.Equal(first, await Sign(card, RandomNumberGenerator.GetBytes(32)));
    }

    [Fact]
    public async Task Replay_of_a_file_gives_what_that_card_signed_last()
    {
        var skimmed = new SkimmedAnswers();
        var victim = new VirtualCard(image with { Source = "/cards/victim.json" }, time, skimmed);
        var forger = new VirtualCard(TestCard.WithP256("/cards/forger.json").WithFault("0087", new CardImageFault.Replay("victim.json")), time, skimmed);
        await Send(victim, Select);
        await Send(forger, Select);
        var stolen = await Sign(victim, RandomNumberGenerator.GetBytes(32));

        Assert.Equal(stolen, await Sign(forger, RandomNumberGenerator.GetBytes(32)));
    }

    [Fact]
    public async Task Replay_with_nothing_to_replay_gives_a_signature_over_zeros()
    {
        var card = Card(image.WithFault("0087", new CardImageFault.Replay("nobody.json")));
        await Send(card, Select);

        var signature = await Sign(card, RandomNumberGenerator.GetBytes(32));

        using var certificate = X509CertificateLoader.LoadCertificate(image.Certificate());
        using var key = certificate.GetECDsaPublicKey()!;
        Assert.True(key.VerifyHash(new byte[32], signature, DSASignatureFormat.Rfc3279DerSequence));
    }

    private VirtualCard Card(CardImage described) => new(described, time);
}
