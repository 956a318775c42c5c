using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A reader in this process: cards are presented and removed by calls. Safe for use from several threads.</summary>
/// <param name="time">Stamps arrivals, measures absence and runs the connections' deadlines.</param>
/// <param name="absence">How long the field must be empty before a card counts as a new arrival.</param>
public sealed class VirtualReader(TimeProvider time, TimeSpan absence) : ICardReader
{
    public static readonly TimeSpan DefaultAbsence = TimeSpan.FromMilliseconds(300);
    private const string Name = "Virtual reader";

    private readonly Lock gate = new();
    private VirtualPresence? present;
    private TaskCompletionSource changed = NewSignal();
    private long presenceCounter;
    private long emptySince;
    private bool expectsArrival = true;
    private bool isStopped;

    public VirtualReader(TimeProvider time)
        : this(time, DefaultAbsence)
    {
    }

    public ReaderState State
    {
        get
        {
            lock (gate)
            {
                return isStopped ? ReaderState.Stopped : present is null ? ReaderState.Ready : ReaderState.CardPresent;
            }
        }
    }

    /// <summary>Puts a card into the field, removing one that is there.</summary>
    public void Present(IVirtualCard card)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isStopped, this);
            TakeAway();
            LayDown(card);
        }
    }

    /// <summary>Removes the card, even during a command. Does nothing if the field is empty.</summary>
    public void Remove()
    {
        lock (gate)
        {
            TakeAway();
        }
    }

    public async ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(isStopped, this);
                if (present is { Counts: true } && expectsArrival)
                {
                    expectsArrival = false;
                    return present.Arrival;
                }

                change = changed.Task;
            }

            await change.WaitAsync(cancellationToken);
        }
    }

    public CardArrival? FindAgain(CardArrival arrival)
    {
        lock (gate)
        {
            return present is { } now && (now.Arrival.Presence == arrival.Presence || !now.Counts) ? now.Arrival with { Timestamp = arrival.Timestamp } : null;
        }
    }

    public async ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var connection = Connect(arrival);
        return await conversation(connection);
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            TakeAway();
            isStopped = true;
            SignalChange();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The card of this presence left by itself, possibly replaced by another.</summary>
    /// <returns>Whether another card is there now.</returns>
    internal bool Leave(VirtualPresence presence, IVirtualCard? successor)
    {
        lock (gate)
        {
            if (ReferenceEquals(present, presence))
            {
                TakeAway();
                if (successor is not null)
                {
                    LayDown(successor);
                }
            }

            return present is not null;
        }
    }

    private VirtualConnection Connect(CardArrival arrival)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isStopped, this);
            if (present is null)
            {
                throw new CardRemovedException("The card left the field before it was connected.");
            }

            if (present.Arrival.Presence != arrival.Presence)
            {
                throw new CardSwappedException("Another card lies in the field than the one that arrived.");
            }

            return new VirtualConnection(this, present, time);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void LayDown(IVirtualCard card)
    {
        // A card that returns at once or replaces another is not a new tap: an arrival requires enough absence.
        var counts = expectsArrival || time.GetElapsedTime(emptySince) >= absence;
        expectsArrival |= counts;
        presenceCounter++;
        var arrival = new CardArrival(Name, new AnswerToReset(card.AnswerToReset), presenceCounter, time.GetTimestamp());
        present = new VirtualPresence(card, arrival, counts);
        SignalChange();
    }

    private void TakeAway()
    {
        if (present is null)
        {
            return;
        }

        present.End();
        present = null;
        presenceCounter++;
        emptySince = time.GetTimestamp();
        SignalChange();
    }

    private void SignalChange()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }
}
