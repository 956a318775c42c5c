using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>An open channel to the card of one presence.</summary>
internal sealed class VirtualConnection : ICardConnection, IAsyncDisposable
{
    private readonly VirtualReader reader;
    private readonly VirtualPresence presence;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource closing = new();
    private bool timedOut;

    public VirtualConnection(VirtualReader reader, VirtualPresence presence, TimeProvider time)
    {
        this.reader = reader;
        this.presence = presence;
        this.time = time;
        presence.Card.Reset();
    }

    public AnswerToReset AnswerToReset => presence.Arrival.AnswerToReset;

    public async ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        ThrowIfUnusable();
        var answer = await AnswerAsync(command, deadline, cancellationToken);
        if (presence.HasEnded)
        {
            throw new CardRemovedException("The card left the field in the midst of a command.");
        }

        return answer ?? throw Leave();
    }

    public ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) => ValueTask.FromResult(!presence.HasEnded);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        closing.Dispose();
        if (!presence.HasEnded)
        {
            presence.Card.Reset();
        }
    }

    private void ThrowIfUnusable()
    {
        if (presence.HasEnded)
        {
            throw new CardRemovedException("The card left the field.");
        }

        if (timedOut)
        {
            throw new CardTimeoutException("The card still owes the answer to an earlier command.");
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>?> AnswerAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var answering = presence.Card.TransmitAsync(command, closing.Token);
        if (answering.IsCompleted)
        {
            return await answering;
        }

        var answer = answering.AsTask();
        try
        {
            await Task.WhenAny(answer, presence.Ended).WaitAsync(deadline, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            timedOut = true;
            throw new CardTimeoutException($"The card did not answer within {deadline.TotalMilliseconds:0} ms.", exception);
        }

        return answer.IsCompleted ? await answer : null;
    }

    private CardException Leave() => reader.Leave(presence, presence.Card.Successor)
        ? new CardSwappedException("The card left the field in the midst of a command, and another one lies there.")
        : new CardRemovedException("The card left the field in the midst of a command.");
}
