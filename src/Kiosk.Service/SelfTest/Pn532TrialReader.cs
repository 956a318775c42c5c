using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.SelfTest;

/// <summary>A PN532 emulated on a pseudo terminal. Reader and chip run on the machine's clock; arrivals are converted to the trial's clock.</summary>
internal sealed class Pn532TrialReader : ITrialReader, ICardReader
{
    private const int BaudRate = 921_600;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    private readonly Pn532Emulator emulator = new(TimeProvider.System);
    private readonly Pn532Reader reader;
    private readonly TimeProvider time;

    public Pn532TrialReader(ManualTimeProvider time)
    {
        this.time = time;
        var options = new Pn532ReaderOptions { Device = emulator.Device, BaudRate = BaudRate, AbsenceBeforeNewTap = TimeSpan.Zero, LookInterval = LookInterval };
        reader = new Pn532Reader(options, TimeProvider.System);
    }

    public ICardReader Reader => this;

    /// <summary>4 kB in each direction with framing, plus two polls of the field.</summary>
    public TimeSpan WireTime => TimeSpan.FromMilliseconds(250);

    /// <summary>Slow enough for the transmission time to be small in comparison.</summary>
    public TimeSpan Pace => TimeSpan.FromMilliseconds(25);

    public ReaderState State => reader.State;

    public void Present(IVirtualCard card) => emulator.Present(card);

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        emulator.Remove();
        while (reader.State != ReaderState.Ready)
        {
            await Task.Delay(LookInterval, TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) =>
        await reader.WaitForCardAsync(cancellationToken) with { Timestamp = time.GetTimestamp() };

    public CardArrival? FindAgain(CardArrival arrival) => reader.FindAgain(arrival);

    public ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken) =>
        reader.ConverseAsync(arrival, conversation, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await emulator.DisposeAsync();
    }
}
