using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Testing.Cards;

/// <summary>A reader that returns the given connections in order. Any further connection fails the test.</summary>
public sealed class ScriptedReader(params ScriptedConnection[] connections) : ICardReader
{
    private int connected;

    public static CardArrival Arrival { get; } = new("Scripted reader", new AnswerToReset(Convert.FromHexString("3B80800101")), Presence: 1, Timestamp: 0);

    public ReaderState State { get; init; } = ReaderState.CardPresent;

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Arrival);

    /// <summary>The results of successive calls to <see cref="FindAgain"/>; after them, the arrival itself.</summary>
    public Queue<CardArrival?> Found { get; init; } = new();

    public CardArrival? FindAgain(CardArrival arrival) => Found.TryDequeue(out var found) ? found : arrival;

    public async ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        if (connected >= connections.Length)
        {
            throw new InvalidOperationException($"Connection {connected + 1} was not expected.");
        }

        using var connection = connections[connected++];
        return await conversation(connection);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
