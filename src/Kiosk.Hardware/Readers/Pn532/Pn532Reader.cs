using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>
/// A PN532 on a serial port or I2C bus, for terminals without a PC/SC reader. Its thread starts with the constructor. Device and chip may be missing, go away and
/// come back; <see cref="State"/> and <see cref="Detail"/> say what is waited for.
/// </summary>
public sealed class Pn532Reader : ICardReader
{
    private const int MaxBacklog = 16;

    private readonly Pn532Thread thread;
    private readonly Channel<CardArrival> arrivals =
        Channel.CreateBounded<CardArrival>(new BoundedChannelOptions(MaxBacklog) { FullMode = BoundedChannelFullMode.DropOldest });

    private volatile bool isDisposed;

    public Pn532Reader(Pn532ReaderOptions options, TimeProvider time) =>
        thread = new Pn532Thread(options, time, arrival => arrivals.Writer.TryWrite(arrival));

    public ReaderState State => isDisposed ? ReaderState.Stopped : thread.Sight.State;

    /// <summary>One English sentence for the operator behind <see cref="State"/>: which chip, or what is missing.</summary>
    public string Detail => isDisposed ? "The reader was closed." : thread.Sight.Detail;

    public async ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var arrival = await arrivals.Reader.ReadAsync(cancellationToken);
                if (FindAgain(arrival) is { } present)
                {
                    return present;
                }
            }
        }
        catch (ChannelClosedException exception)
        {
            throw new ObjectDisposedException(nameof(Pn532Reader), exception);
        }
    }

    public CardArrival? FindAgain(CardArrival arrival)
    {
        var now = thread.Sight;
        if (now.Presence is not { } number)
        {
            return null;
        }

        // Another generation is a chip that came back meanwhile: what lies there must leave first.
        var isReturn = !now.IsTap && number >> Pn532Presence.GenerationShift == arrival.Presence >> Pn532Presence.GenerationShift;
        return number == arrival.Presence ? arrival
            : isReturn ? arrival with { Presence = number }
            : null;
    }

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
            arrivals.Writer.TryComplete();
            await thread.DisposeAsync();
        }
    }

    internal static string NameOf(Pn532ReaderOptions options) => $"PN532 {options.Device}";
}
