using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>
/// A PN532 on a serial port or I2C bus, for terminals without a PC/SC reader. The constructor starts its thread. Device and chip may be missing, go away and
/// come back; <see cref="State"/> and <see cref="Detail"/> say which.
/// </summary>
public sealed class Pn532Reader : ICardReader
{
    private readonly Pn532Thread thread;
    private readonly ArrivalQueue arrivals = new();
    private volatile bool isDisposed;

    public Pn532Reader(Pn532ReaderOptions options, TimeProvider time) =>
        thread = new Pn532Thread(options, time, arrivals.Add);

    public ReaderState State => isDisposed ? ReaderState.Stopped : thread.Sight.State;

    /// <summary>One English sentence for the operator behind <see cref="State"/>: which chip, or what is missing.</summary>
    public string Detail => isDisposed ? "The reader was closed." : thread.Sight.Detail;

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => arrivals.NextAsync(this, cancellationToken);

    public CardArrival? FindAgain(CardArrival arrival) =>
        thread.Sight is { Presence: { } presence } now ? ArrivalQueue.Continue(arrival, presence, now.IsTap, Pn532Presence.GenerationShift) : null;

    public async ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return await thread.TakeTurnAsync(arrival, conversation, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            arrivals.Close();
            await thread.DisposeAsync();
        }
    }

    internal static string NameOf(Pn532ReaderOptions options) => $"PN532 {options.Device}";
}
