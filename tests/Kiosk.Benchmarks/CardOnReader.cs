using Kiosk.Cards;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Pki;

namespace Kiosk.Benchmarks;

/// <summary>A card, in a process of its own, that lies on a reader of a private pcscd and stays there.</summary>
internal sealed class CardOnReader : IAsyncDisposable
{
    private readonly PrivatePcscd daemon;
    private readonly CardProcess process;

    private CardOnReader(PrivatePcscd daemon, CardProcess process, PcscReader reader, CardArrival arrival) =>
        (this.daemon, this.process, Reader, Arrival) = (daemon, process, reader, arrival);

    public PcscReader Reader { get; }

    public CardArrival Arrival { get; }

    public static async Task<CardOnReader> LayAsync(BenchFolder folder, IssuedCard card)
    {
        var pcscd = PrivatePcscd.Create("bench");
        await pcscd.StartAsync(CancellationToken.None);
        var reader = new PcscReader(new PcscReaderOptions(), TimeProvider.System);
        await File.WriteAllTextAsync(folder.At("card.json"), BenchCards.ImageOf(card).ToJson());
        var laid = new CardProcess(folder.At("card.json"), pcscd.Readers[0].Port);
        return new(pcscd, laid, reader, await reader.WaitForCardAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        process.Dispose();
        await Reader.DisposeAsync();
        await daemon.DisposeAsync();
    }
}
