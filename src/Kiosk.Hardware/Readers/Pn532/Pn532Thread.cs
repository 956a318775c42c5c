using System.Collections.Concurrent;
using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>
/// The thread that talks to the chip: polls the field between conversations, and reopens a lost chip with back-off.
/// Nothing on it blocks beyond a deadline.
/// </summary>
internal sealed class Pn532Thread : IAsyncDisposable
{
    private readonly Pn532ReaderOptions options;
    private readonly TimeProvider time;
    private readonly Action<CardArrival> arrived;
    private readonly TurnQueue<Action<Pn532Field?>> turns;
    private readonly BlockingCollection<Action<Pn532Field>> calls = [];
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationToken stopping;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Pn532Sight sight;
    private volatile int threadId;
    private Pn532Field? current;
    private int generation;

    public Pn532Thread(Pn532ReaderOptions options, TimeProvider time, Action<CardArrival> arrived)
    {
        (this.options, this.time, this.arrived, turns) = (options, time, arrived, new(time));
        stopping = stop.Token;
        sight = new(ReaderState.Stopped, $"The PN532 at {options.Device} was not reached yet.");
        new Thread(Run) { Name = "pn532", IsBackground = true }.Start();
    }

    public Pn532Sight Sight => sight;

    /// <summary>Runs a conversation on the thread, then resets the card after the answer is returned.</summary>
    /// <exception cref="CardException">The card left, or the chip was lost.</exception>
    public async Task<T> TakeTurnAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return turns.TryAdd(field => Converse(field, arrival, conversation, answer, cancellationToken))
            ? await answer.Task.WaitAsync(cancellationToken)
            : throw new CardFaultException("The reader was closed.");
    }

    /// <summary>Makes one call of the running turn: immediately on the thread, otherwise as soon as the thread is free.</summary>
    public async ValueTask<T> CallAsync<T>(Func<Pn532Field, T> call)
    {
        if (Environment.CurrentManagedThreadId == threadId)
        {
            return call(current!);
        }

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        calls.Add(field => Answer(answer, () => call(field)), stopping);
        return await answer.Task.WaitAsync(stopping);
    }

    public async ValueTask DisposeAsync()
    {
        turns.Close();
        await stop.CancelAsync();
        await ended.Task.WaitAsync(CancellationToken.None);
        stop.Dispose();
        turns.Dispose();
        calls.Dispose();
    }

    private static void Answer<T>(TaskCompletionSource<T> answer, Func<T> call)
    {
        try
        {
            answer.TrySetResult(call());
        }
        catch (Exception exception)
        {
            // The caller gets the exception, whatever it is; this thread continues.
            answer.TrySetException(exception);
        }
    }

    private void Run()
    {
        threadId = Environment.CurrentManagedThreadId;
        var pause = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var chip = Pn532Chip.Open(options, time, stopping);
                pause = TimeSpan.Zero;
                Serve(chip);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (DeviceFaultException exception) when (current is not null)
            {
                // A chip that restarted answers again immediately, so don't report it yet.
                sight = new(ReaderState.Stopped, exception.Message);
            }
            catch (Exception exception)
            {
                // Whatever went wrong in one round, the terminal must go on and say why it reads no cards.
                Publish(exception);
                pause = NextBackOff(pause);
            }

            current = null;
            RefuseTurns(pause);
        }

        current = null;
        RefuseTurns(TimeSpan.Zero);
        ended.SetResult();
    }

    private void Serve(Pn532Chip chip)
    {
        var presence = new Pn532Presence(generation, mustLeaveFirst: generation > 0, options.AbsenceBeforeNewTap, time);
        generation++;
        current = new Pn532Field(chip, presence, options, time, Publish);
        while (!stopping.IsCancellationRequested)
        {
            Announce(current.Look(stopping));
            if (turns.TryTake(options.LookInterval, out var turn))
            {
                turn!(current);
                Announce(current.EndTap(stopping));
            }
        }

        void Announce(CardArrival? arrival)
        {
            if (arrival is not null)
            {
                arrived(arrival);
            }
        }
    }

    private TimeSpan NextBackOff(TimeSpan pause) =>
        pause == TimeSpan.Zero ? options.FirstBackOff : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.MaxBackOff.Ticks));

    /// <summary>Fails waiting turns while there is no chip.</summary>
    private void RefuseTurns(TimeSpan pause)
    {
        var begun = time.GetTimestamp();
        TimeSpan left;
        while ((left = pause - time.GetElapsedTime(begun)) > TimeSpan.Zero && !stopping.IsCancellationRequested)
        {
            if (turns.TryTake(left, out var turn))
            {
                turn!(null);
            }
        }

        while (stopping.IsCancellationRequested && turns.TryTake(TimeSpan.Zero, out var turn))
        {
            turn!(null);
        }
    }

    private void Converse<T>(
        Pn532Field? field, CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, TaskCompletionSource<T> answer, CancellationToken cancellationToken)
    {
        if (field is null || field.Presence.Number != arrival.Presence)
        {
            answer.TrySetException(field is null ? new CardFaultException(sight.Detail) : new CardRemovedException("The card left the field before it was connected."));
            return;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            answer.TrySetCanceled(cancellationToken);
            return;
        }

        var connection = new Pn532Connection(this, arrival, stopping);
        var finished = FinishAsync(answer, connection, conversation);
        while (!finished.IsCompleted && !stopping.IsCancellationRequested)
        {
            // The conversation is awaiting something other than the card; its next command comes from another thread.
            if (calls.TryTake(out var call, (int)options.LookInterval.TotalMilliseconds, CancellationToken.None))
            {
                call(field);
            }
        }

        connection.Close();
        if (connection.WireFailure is { } failure)
        {
            throw failure;
        }
    }

    private static async Task FinishAsync<T>(TaskCompletionSource<T> answer, ICardConnection connection, Func<ICardConnection, ValueTask<T>> conversation)
    {
        try
        {
            answer.TrySetResult(await conversation(connection));
        }
        catch (OperationCanceledException exception)
        {
            answer.TrySetCanceled(exception.CancellationToken);
        }
        catch (Exception exception)
        {
            // The caller gets the exception, whatever it is; this thread continues.
            answer.TrySetException(exception);
        }
    }

    private void Publish(Pn532Field field)
    {
        var presence = field.Presence;
        sight = new(
            presence.Target is null ? ReaderState.Ready : ReaderState.CardPresent,
            $"PN532 {field.Chip.Firmware} at {options.Device}.",
            presence.Number,
            presence.IsTap);
    }

    private void Publish(Exception exception) => sight = new(
        exception switch
        {
            DeviceMissingException => ReaderState.WaitingForReader,
            DeviceAccessException => ReaderState.AccessDenied,
            _ => ReaderState.OutOfOrder,
        },
        exception.Message);
}
