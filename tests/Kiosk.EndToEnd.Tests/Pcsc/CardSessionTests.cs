using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>A complete read: the card session through the real daemon, with the virtual card behind vpcd.</summary>
public sealed class CardSessionTests : PcscdTest
{
    public override Task InitializeAsync() => Pcscd.StartAsync(Token);

    [Theory]
    [InlineData("11")]
    [InlineData("07")]
    public async Task A_card_behind_pcscd_yields_evidence(string algorithm)
    {
        var image = algorithm == "07" ? TestCard.WithRsa(2048) : TestCard.WithP256();

        var result = await ReadAsync(image);

        Assert.Equal(image.Certificate(), Assert.IsType<CardReadResult.Read>(result).Evidence.Certificate.ToArray());
    }

    [Fact]
    public async Task A_card_that_leaves_between_certificate_and_answer_is_a_removed_card()
    {
        var result = await ReadAsync(TestCard.WithP256().WithFault("0087", new CardImageFault.Remove()));

        Assert.Equal(new CardReadResult.Removed(Swapped: false), result);
    }

    private async Task<CardReadResult> ReadAsync(CardImage image)
    {
        await using var link = await InsertAsync(new VirtualCard(image, TimeProvider.System));
        await using var reader = Watch();
        var session = new CardSession(reader, new ChallengeSource("terminal-1"), TimeProvider.System);
        return await session.ReadAsync(await reader.WaitForCardAsync(Token), CardReadingProfile.Default, Token);
    }
}
