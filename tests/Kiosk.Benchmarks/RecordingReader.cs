using Kiosk.Hardware.Iso7816;
using Kiosk.Hardware.Readers;

namespace Kiosk.Benchmarks;

/// <summary>Writes down the commands of one tap, so that the bare loop sends the same.</summary>
internal sealed class RecordingReader(ICardReader reader) : ICardReader
{
    public bool IsRecording { get; set; } = true;

    public List<byte[]> Commands { get; } = [];

    public ReaderState State => reader.State;

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => reader.WaitForCardAsync(cancellationToken);

    public async ValueTask<ICardConnection> ConnectAsync(CardArrival arrival, CancellationToken cancellationToken)
    {
        var connection = await reader.ConnectAsync(arrival, cancellationToken);
        return IsRecording ? new Recorder(connection, Commands) : connection;
    }

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

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
