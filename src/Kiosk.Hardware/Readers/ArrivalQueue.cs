using System.Threading.Channels;
using Kiosk.Cards;

namespace Kiosk.Hardware.Readers;

/// <summary>Cards that came and wait to be read; the oldest is forgotten where nobody reads them.</summary>
internal sealed class ArrivalQueue
{
    private const int MaxBacklog = 16;

    private readonly Channel<CardArrival> arrivals =
        Channel.CreateBounded<CardArrival>(new BoundedChannelOptions(MaxBacklog) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Add(CardArrival arrival) => arrivals.Writer.TryWrite(arrival);

    /// <summary>Ends those who wait, and those who will.</summary>
    public void Close() => arrivals.Writer.TryComplete();

    /// <summary>The next card that still lies there.</summary>
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

    /// <summary>The arrival as the card lies there now, by the number of its presence.</summary>
    /// <param name="isTap">Whether the presence was announced; a card that came back too soon to be a new tap goes on with the arrival that it had.</param>
    /// <param name="generationShift">The number's higher bits: another generation is a reader that came back meanwhile, and what lies there must leave first.</param>
    /// <returns>Null where it is another card's presence.</returns>
    public static CardArrival? Continue(CardArrival arrival, long presence, bool isTap, int generationShift) =>
        presence == arrival.Presence ? arrival
        : !isTap && presence >> generationShift == arrival.Presence >> generationShift ? arrival with { Presence = presence }
        : null;
}
