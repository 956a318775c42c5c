using System.Collections.Concurrent;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// One named thread with its own context, on which every call on cards is made in turn. SCardTransmit cannot be cancelled: a call that overstays
/// its deadline costs this thread, which is abandoned and ends by itself when the call returns, and never the caller.
/// </summary>
internal sealed class PcscCardThread : IDisposable
{
    private static readonly TimeSpan PauseBeforeCallBehind = TimeSpan.FromMilliseconds(2);

    private readonly BlockingCollection<Action> turns = [];
    private readonly CancellationTokenSource abandonment = new();
    private readonly CancellationToken abandoned;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider time;
    private readonly PcscCard card;
    private readonly PcscCallClock clock;
    private volatile Action<Exception>? failTurn;
    private Action? behind;
    private volatile int threadId;
    private int isAbandoned;
    private long abandonedAt;

    public PcscCardThread(PcscReaderOptions options, TimeProvider time)
    {
        this.time = time;
        abandoned = abandonment.Token;
        card = new PcscCard(options, time, abandoned.WaitHandle);
        clock = new PcscCallClock(time, GiveUp);
        new Thread(Run) { Name = "pcsc-card", IsBackground = true }.Start();
    }

    /// <summary>Whether the thread has let go of card and context.</summary>
    public bool HasEnded => ended.Task.IsCompleted;

    public bool IsAbandoned => abandoned.IsCancellationRequested;

    /// <summary>Whether a call is still running on the abandoned thread.</summary>
    public bool IsHung => IsAbandoned && !HasEnded;

    /// <summary>How long ago the thread was abandoned; zero when it was not.</summary>
    public TimeSpan AbandonedFor => IsAbandoned ? time.GetElapsedTime(Volatile.Read(ref abandonedAt)) : TimeSpan.Zero;

    /// <summary>What the last native call returned.</summary>
    public PcscStatus LastStatus => card.LastStatus;

    /// <summary>
    /// Takes a turn on the thread, after those before it. As long as the turn awaits only its own calls it stays on the thread, and no call
    /// crosses to another.
    /// </summary>
    /// <exception cref="CardTimeoutException">A call of the turn did not return in time; the thread is abandoned.</exception>
    /// <exception cref="CardFaultException">The thread was abandoned before the turn was over.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the thread is abandoned, since a call may still be running.</exception>
    public async Task<T> TakeTurnAsync<T>(string name, Func<ValueTask<T>> turn, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            turns.Add(() => Answer(answer, turn), CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            throw new CardFaultException(NotTried(name).Message, e);
        }

        await using var registration = abandoned.UnsafeRegister(_ => answer.TrySetException(NotTried(name)), null);
        try
        {
            return await answer.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Makes one call: at once within a turn, from elsewhere as a turn of its own.</summary>
    /// <inheritdoc cref="TakeTurnAsync"/>
    public ValueTask<T> CallAsync<T>(string name, Func<PcscCard, T> call, TimeSpan deadline, CancellationToken cancellationToken) =>
        Environment.CurrentManagedThreadId == threadId
            ? ValueTask.FromResult(Call(name, call, deadline))
            : new(TakeTurnAsync(name, () => ValueTask.FromResult(Call(name, call, deadline)), cancellationToken));

    /// <summary>Has a call made before the next turn, or soon when none comes; nobody waits for it, and its errors are ignored.</summary>
    /// <remarks>Not at once: the daemon's work would compete for the processor with what the caller does with the turn's answer.</remarks>
    public void CallBehind(string name, Func<PcscCard, bool> call, TimeSpan deadline) =>
        behind = () => Answer(new TaskCompletionSource<bool>(), () => ValueTask.FromResult(Call(name, call, deadline)));

    /// <summary>Accepts no more turns; card and context are released as soon as the call that is running returns.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref isAbandoned, 1) == 0)
        {
            Volatile.Write(ref abandonedAt, time.GetTimestamp());
            abandonment.Cancel();
            turns.CompleteAdding();
        }
    }

    /// <summary>Waits for the thread to let go of card and context; gives up after the limit.</summary>
    public async Task<bool> WaitForEndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await ended.Task.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose() => Abandon();

    private static CardFaultException NotTried(string name) => new($"{name} was not tried: an earlier call has not returned.");

    private T Call<T>(string name, Func<PcscCard, T> call, TimeSpan deadline)
    {
        if (IsAbandoned)
        {
            throw NotTried(name);
        }

        clock.BeginCall(name, deadline);
        try
        {
            return call(card);
        }
        finally
        {
            clock.EndCall();
        }
    }

    // The turn first: abandonment fails every turn that waits, and this one has a better reason.
    private void GiveUp(string sentence)
    {
        failTurn?.Invoke(new CardTimeoutException(sentence));
        Abandon();
    }

    private void Answer<T>(TaskCompletionSource<T> answer, Func<ValueTask<T>> turn)
    {
        failTurn = e => answer.TrySetException(e);
        clock.BeginTurn();
        _ = FinishAsync(answer, turn);
        clock.EndTurn();
        failTurn = null;
    }

    private static async Task FinishAsync<T>(TaskCompletionSource<T> answer, Func<ValueTask<T>> turn)
    {
        try
        {
            answer.TrySetResult(await turn());
        }
        catch (Exception e)
        {
            // Whatever it is belongs to the caller; this thread goes on.
            answer.TrySetException(e);
        }
    }

    private void Run()
    {
        threadId = Environment.CurrentManagedThreadId;
        while (!turns.IsCompleted)
        {
            var hasNext = turns.TryTake(out var turn, behind is null ? Timeout.InfiniteTimeSpan : PauseBeforeCallBehind);
            Interlocked.Exchange(ref behind, null)?.Invoke();
            if (hasNext)
            {
                turn!();
            }
        }

        threadId = 0;
        card.Dispose();
        clock.Dispose();
        turns.Dispose();
        abandonment.Dispose();
        ended.SetResult();
    }
}
