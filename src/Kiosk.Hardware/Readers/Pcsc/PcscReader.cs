using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// The readers behind pcscd. The constructor starts two threads, each with its own context: one waits for cards, one talks to the current
/// card. Reader, daemon and library may all be missing; <see cref="State"/> and <see cref="Detail"/> say which.
/// </summary>
public sealed class PcscReader : ICardReader
{
    private readonly PcscReaderOptions options;
    private readonly TimeProvider time;
    private readonly RecoveryLadder ladder;
    private readonly PcscWatcher watcher;
    private readonly ArrivalQueue arrivals = new();

    private readonly Lock gate = new();
    private PcscCardThread? cardThread;
    private volatile bool isAccessDenied;
    private volatile bool isDisposed;

    public PcscReader(PcscReaderOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        ladder = new RecoveryLadder(options, time);
        watcher = new PcscWatcher(options, time, ladder, arrivals.Add);
    }

    public ReaderState State => Judge().State;

    /// <summary>One English sentence for the operator behind <see cref="State"/>: which readers, or what is missing, with the last PC/SC code.</summary>
    public string Detail => Judge().Detail;

    public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => arrivals.NextAsync(this, cancellationToken);

    public CardArrival? FindAgain(CardArrival arrival) =>
        // A card behind a hanging call cannot be used again.
        !ladder.HasHungCall && watcher.Sight.Presences.FirstOrDefault(presence => presence.Reader == arrival.Reader) is { } now
            ? ArrivalQueue.Continue(arrival, now.Number, now.IsTap, PresenceTracker.GenerationShift)
            : null;

    public async ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        if (!IsPresent(arrival))
        {
            throw new CardRemovedException($"The card left {arrival.Reader} before it was connected.");
        }

        var thread = TakeThread(arrival.Reader);
        return await thread.TakeTurnAsync("SCardConnect", () => ConverseAsync(thread, arrival, conversation, cancellationToken), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        arrivals.Close();
        await watcher.DisposeAsync();
        PcscCardThread? thread;
        lock (gate)
        {
            thread = cardThread;
        }

        if (thread is not null)
        {
            thread.Abandon();
            await thread.WaitForEndAsync(options.DisconnectDeadline, CancellationToken.None);
        }
    }

    private async ValueTask<T> ConverseAsync<T>(
        PcscCardThread thread, CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken)
    {
        try
        {
            await thread.CallAsync("SCardConnect", card => Connect(card, arrival), options.ConnectDeadline, cancellationToken);
        }
        catch (CardFaultException e)
        {
            throw Judge(e, thread.LastStatus, arrival.Reader);
        }

        isAccessDenied = false;
        using var connection = new PcscConnection(thread, arrival, IsPresent, ladder, options);
        return await conversation(connection);
    }

    private static bool Connect(PcscCard card, CardArrival arrival)
    {
        card.Connect(arrival);
        return true;
    }

    private bool IsPresent(CardArrival arrival) => watcher.Sight.Presences.Any(presence => presence.Number == arrival.Presence);

    private PcscCardThread TakeThread(string reader)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (cardThread is { IsAbandoned: false })
            {
                return cardThread;
            }

            if (!ladder.MayRiskThread())
            {
                throw new CardFaultException($"{reader} is out of order: earlier calls have not returned.");
            }

            cardThread = new PcscCardThread(options, time);
            ladder.Watch(cardThread);
            return cardThread;
        }
    }

    private CardFaultException Judge(CardFaultException exception, PcscStatus status, string reader)
    {
        isAccessDenied = status.Remedy == PcscRemedy.GrantAccess;
        if (status.CountsAgainstReader)
        {
            ladder.Faulted();
        }

        return status.Remedy == PcscRemedy.NameHolder && ladder.HasHungCall
            ? new CardFaultException($"{reader} is still busy with the command of an earlier card.", exception)
            : exception;
    }

    private (ReaderState State, string Detail) Judge()
    {
        var sight = watcher.Sight;
        if (isDisposed)
        {
            return (ReaderState.Stopped, "The reader was closed.");
        }

        if (watcher.SinceHeartbeat >= options.DaemonSilence)
        {
            return (ReaderState.WaitingForDaemon, $"The smart card daemon has not answered for {watcher.SinceHeartbeat.TotalSeconds:F0} s.");
        }

        if (sight.State is not (ReaderState.Ready or ReaderState.CardPresent))
        {
            return (sight.State, sight.Detail);
        }

        if (isAccessDenied)
        {
            return (ReaderState.AccessDenied, "polkit denies this user the action org.debian.pcsc-lite.access_card.");
        }

        return ladder.IsOutOfOrder
            ? (ReaderState.OutOfOrder, $"The reader fails or hangs, last with {LastCode()}. {sight.Detail}")
            : (sight.State, sight.Detail);
    }

    private string LastCode()
    {
        lock (gate)
        {
            return cardThread?.LastStatus.ToString() ?? "no code";
        }
    }
}
