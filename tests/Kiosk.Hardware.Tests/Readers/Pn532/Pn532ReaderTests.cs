using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

public sealed class Pn532ReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(4096)]
    public async Task A_card_yields_evidence_however_the_wire_hands_its_bytes_over(int bytesAtOnce)
    {
        await using var bench = new Pn532Bench(bytesAtOnce);
        var image = TestCard.WithRsa(2048);

        var result = await bench.ReadAsync(new VirtualCard(image, TimeProvider.System));

        Assert.Equal(image.Certificate(), Assert.IsType<CardReadResult.Read>(result).Evidence.Certificate.ToArray());
    }
}
