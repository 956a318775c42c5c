using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Service.CheckIn;

/// <summary>A card reader that measures the time spent waiting for the card, so that each tap's duration can be split into the card's share and the terminal's own.</summary>
internal sealed class MeteredReader(ICardReader reader, TimeProvider time) : ICardReader
{
    private long cardTicks;

    public ReaderState State => reader.State;

    /// <summary>Time spent waiting for the card since the last call.</summary>
    public TimeSpan TakeCardTime() => TimeSpan.FromTicks(Interlocked.Exchange(ref cardTicks, 0));

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => reader.WaitForCardAsync(cancellationToken);

    public CardArrival? FindAgain(CardArrival arrival) => reader.FindAgain(arrival);

    public ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        var start = Start();
        return reader.ConverseAsync(
            arrival,
            connection =>
            {
                AddSince(start);
                return conversation(new MeteredConnection(connection, this));
            },
            cancellationToken);
    }

    // The reader belongs to the host, which disposes of it.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void AddSince(long start) => Interlocked.Add(ref cardTicks, time.GetElapsedTime(start).Ticks);

    private sealed class MeteredConnection(ICardConnection connection, MeteredReader meter) : ICardConnection
    {
        public AnswerToReset AnswerToReset => connection.AnswerToReset;

        public async ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
        {
            var start = meter.Start();
            try
            {
                return await connection.TransmitAsync(command, deadline, cancellationToken);
            }
            finally
            {
                meter.AddSince(start);
            }
        }

        public ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) => connection.IsSamePresenceAsync(cancellationToken);
    }

    private long Start() => time.GetTimestamp();
}
