using System.Collections.Concurrent;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// A named thread with its own context that makes all calls on cards, one at a time. SCardTransmit cannot be cancelled: if a call exceeds
/// its deadline, the thread is abandoned and ends when the call returns; the caller never blocks.
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
    private long abandonedAt; // 0 while it is not

    public PcscCardThread(PcscReaderOptions options, TimeProvider time)
    {
        this.time = time;
        abandoned = abandonment.Token;
        card = new PcscCard(options, time, abandoned.WaitHandle);
        clock = new PcscCallClock(time, GiveUp);
        new Thread(Run) { Name = "pcsc-card", IsBackground = true }.Start();
    }

    /// <summary>Whether the thread has released card and context.</summary>
    public bool HasEnded => ended.Task.IsCompleted;

    public bool IsAbandoned => Volatile.Read(ref abandonedAt) != 0;

    /// <summary>Whether a call is still running on the abandoned thread.</summary>
    public bool IsHung => IsAbandoned && !HasEnded;

    /// <summary>Time since the thread was abandoned; zero if it was not.</summary>
    public TimeSpan AbandonedFor => IsAbandoned ? time.GetElapsedTime(Volatile.Read(ref abandonedAt)) : TimeSpan.Zero;

    /// <summary>The last native call's return code.</summary>
    public PcscStatus LastStatus => card.LastStatus;

    /// <summary>
    /// Runs a turn on the thread, after earlier ones. While a turn awaits only its own calls, it stays on the thread without switching.
    /// </summary>
    /// <exception cref="CardTimeoutException">A call did not return in time; the thread is abandoned.</exception>
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

    /// <summary>Makes one call: immediately within a turn, otherwise as a turn of its own.</summary>
    /// <inheritdoc cref="TakeTurnAsync"/>
    public ValueTask<T> CallAsync<T>(string name, Func<PcscCard, T> call, TimeSpan deadline, CancellationToken cancellationToken) =>
        Environment.CurrentManagedThreadId == threadId
            ? ValueTask.FromResult(Call(name, call, deadline))
            : new(TakeTurnAsync(name, () => ValueTask.FromResult(Call(name, call, deadline)), cancellationToken));

    /// <summary>Schedules a call before the next turn, or soon if there is none; not awaited, and its errors are ignored.</summary>
    /// <remarks>Not immediately: the daemon would compete for the CPU with the caller's use of the answer.</remarks>
    public void CallBehind(string name, Func<PcscCard, bool> call, TimeSpan deadline) =>
        behind = () => Answer(new TaskCompletionSource<bool>(), () => ValueTask.FromResult(Call(name, call, deadline)));

    /// <summary>Stops accepting turns; card and context are released once the running call returns.</summary>
    public void Abandon() => Abandon(reason: null);

    /// <summary>Waits for the thread to release card and context, up to a limit.</summary>
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

    private void GiveUp(string sentence) => Abandon(new CardTimeoutException(sentence));

    // Whoever gets the reason finds the thread abandoned; the running turn gets it before every waiting one is failed with a less specific one.
    private void Abandon(CardTimeoutException? reason)
    {
        if (Interlocked.CompareExchange(ref abandonedAt, Math.Max(1, time.GetTimestamp()), 0) != 0)
        {
            return;
        }

        if (reason is not null)
        {
            failTurn?.Invoke(reason);
        }

        abandonment.Cancel();
        turns.CompleteAdding();
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
            // The caller gets the exception, whatever it is; this thread continues.
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
