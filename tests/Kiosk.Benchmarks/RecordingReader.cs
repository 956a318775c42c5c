using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Benchmarks;

/// <summary>Records the commands of one tap for the bare loop to replay.</summary>
internal sealed class RecordingReader(ICardReader reader) : ICardReader
{
    public bool IsRecording { get; set; } = true;

    public List<byte[]> Commands { get; } = [];

    public ReaderState State => reader.State;

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => reader.WaitForCardAsync(cancellationToken);

    public CardArrival? FindAgain(CardArrival arrival) => reader.FindAgain(arrival);

    public ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken) =>
        reader.ConverseAsync(arrival, connection => conversation(IsRecording ? new Recorder(connection, Commands) : connection), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Recorder(ICardConnection connection, List<byte[]> commands) : ICardConnection
    {
        public AnswerToReset AnswerToReset => connection.AnswerToReset;

        public ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
        {
            commands.Add(command.ToArray());
            return connection.TransmitAsync(command, deadline, cancellationToken);
        }

        public ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) => connection.IsSamePresenceAsync(cancellationToken);
    }
}
