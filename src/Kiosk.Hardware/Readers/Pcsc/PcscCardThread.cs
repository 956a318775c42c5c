using System.Collections.Concurrent;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// One named thread with its own context, on which every call on cards is made in turn. SCardTransmit cannot be cancelled: a call that overstays
/// its deadline costs this thread, which is abandoned and ends by itself when the call returns, and never the caller.
/// </summary>
internal sealed class PcscCardThread : IDisposable
{
    private readonly BlockingCollection<Action<PcscCard>> calls = [];
    private readonly CancellationTokenSource abandonment = new();
    private readonly CancellationToken abandoned;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider time;
    private readonly PcscCard card;
    private int isAbandoned;
    private long abandonedAt;

    public PcscCardThread(PcscReaderOptions options, TimeProvider time)
    {
        this.time = time;
        abandoned = abandonment.Token;
        card = new PcscCard(options, time, abandoned.WaitHandle);
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

    /// <summary>Makes one call on the thread, after those before it.</summary>
    /// <exception cref="CardTimeoutException">The call did not return in time; the thread is abandoned.</exception>
    /// <exception cref="CardFaultException">The thread was abandoned before.</exception>
    public async Task<T> CallAsync<T>(string name, Func<PcscCard, T> call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            calls.Add(card => Answer(answer, card, call), CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            throw new CardFaultException($"{name} was not tried: an earlier call has not returned.", e);
        }

        try
        {
            return await answer.Task.WaitAsync(deadline, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            Abandon();
            throw new CardTimeoutException($"{name} did not return within {deadline.TotalMilliseconds:F0} ms.", e);
        }
    }

    /// <summary>Accepts no more calls; card and context are released as soon as the call that is running returns.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref isAbandoned, 1) == 0)
        {
            Volatile.Write(ref abandonedAt, time.GetTimestamp());
            abandonment.Cancel();
            calls.CompleteAdding();
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

    private void Answer<T>(TaskCompletionSource<T> answer, PcscCard card, Func<PcscCard, T> call)
    {
        if (IsAbandoned)
        {
            answer.TrySetCanceled(abandoned);
            return;
        }

        try
        {
            answer.TrySetResult(call(card));
        }
        catch (Exception) when (IsAbandoned)
        {
            // Nobody waits for it any more.
            answer.TrySetCanceled(abandoned);
        }
        catch (Exception e)
        {
            // Whatever it is belongs to the caller; this thread goes on.
            answer.TrySetException(e);
        }
    }

    private void Run()
    {
        foreach (var call in calls.GetConsumingEnumerable())
        {
            call(card);
        }

        card.Dispose();
        calls.Dispose();
        abandonment.Dispose();
        ended.SetResult();
    }
}
