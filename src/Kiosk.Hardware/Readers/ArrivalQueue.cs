using System.Threading.Channels;
using Kiosk.Cards;

namespace Kiosk.Hardware.Readers;

/// <summary>Arrived cards waiting to be read; the oldest is dropped if nobody reads them.</summary>
internal sealed class ArrivalQueue
{
    private const int MaxBacklog = 16;

    private readonly Channel<CardArrival> arrivals =
        Channel.CreateBounded<CardArrival>(new BoundedChannelOptions(MaxBacklog) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Add(CardArrival arrival) => arrivals.Writer.TryWrite(arrival);

    /// <summary>Ends current and future waits.</summary>
    public void Close() => arrivals.Writer.TryComplete();

    /// <summary>The next card that is still there.</summary>
    /// <exception cref="ObjectDisposedException">The reader was closed.</exception>
    public async ValueTask<CardArrival> NextAsync(ICardReader reader, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var arrival = await arrivals.Reader.ReadAsync(cancellationToken);
                if (reader.FindAgain(arrival) is { } present)
                {
                    return present;
                }
            }
        }
        catch (ChannelClosedException exception)
        {
            throw new ObjectDisposedException(reader.GetType().Name, exception);
        }
    }

    /// <summary>The current arrival of a presence.</summary>
    /// <param name="isTap">Whether the presence was announced; a card that returned too soon to be a new tap keeps its arrival.</param>
    /// <param name="generationShift">The number's higher bits: a different generation means that the reader came back meanwhile, and the card must leave first.</param>
    /// <returns>Null if it is another card's presence.</returns>
    public static CardArrival? Continue(CardArrival arrival, long presence, bool isTap, int generationShift) =>
        presence == arrival.Presence ? arrival
        : !isTap && presence >> generationShift == arrival.Presence >> generationShift ? arrival with { Presence = presence }
        : null;
}
