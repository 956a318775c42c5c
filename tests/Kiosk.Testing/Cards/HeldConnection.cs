using System.Diagnostics.CodeAnalysis;
using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Testing.Cards;

/// <summary>A conversation that a test drives step by step from its own thread. Disposing ends it.</summary>
[SuppressMessage("Usage", "VSTHRD003:Avoid awaiting foreign Tasks", Justification = "Both sources are this object's own and complete asynchronously.")]
public sealed class HeldConnection : ICardConnection, IAsyncDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<ICardConnection> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ICardConnection connection = null!;
    private Task conversation = Task.CompletedTask;

    private HeldConnection()
    {
    }

    public AnswerToReset AnswerToReset => connection.AnswerToReset;

    internal static async Task<HeldConnection> OpenAsync(ICardReader reader, CardArrival arrival, CancellationToken cancellationToken)
    {
        var held = new HeldConnection();
        held.conversation = held.RunAsync(reader, arrival, cancellationToken);
        held.connection = await held.opened.Task;
        return held;
    }

    public ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken) =>
        connection.TransmitAsync(command, deadline, cancellationToken);

    public ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) => connection.IsSamePresenceAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        over.TrySetResult();
        await conversation.WaitAsync(EndTimeout);
    }

    private async Task RunAsync(ICardReader reader, CardArrival arrival, CancellationToken cancellationToken)
    {
        try
        {
            await reader.ConverseAsync(arrival, HoldAsync, cancellationToken);
        }
        catch (Exception exception)
        {
            // Reported here only if opening failed; afterwards each call throws by itself.
            opened.TrySetException(exception);
        }
    }

    private async ValueTask<bool> HoldAsync(ICardConnection open)
    {
        opened.SetResult(open);
        await over.Task;
        return true;
    }
}

public static class CardReaderExtensions
{
    /// <summary>Opens a conversation for the test to drive.</summary>
    public static async ValueTask<HeldConnection> ConnectAsync(this ICardReader reader, CardArrival arrival, CancellationToken cancellationToken) =>
        await HeldConnection.OpenAsync(reader, arrival, cancellationToken);
}
