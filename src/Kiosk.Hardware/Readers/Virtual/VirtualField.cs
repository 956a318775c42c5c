using System.Security.Cryptography;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>The field of an emulated PN532 and the card in it: activation (ISO/IEC 14443-3 and -4), exchange, absence. Safe for use from several threads.</summary>
internal sealed class VirtualField(TimeProvider time)
{
    private const int MaxData = 262;
    private const byte MoreInformation = 0x40;
    private const byte Success = 0x00;
    private const byte RadioTimeout = 0x01;
    private const byte NotActivated = 0x27;
    private const byte StorageCardSak = 0x08;
    private const byte Iso14443Part4Sak = 0x20;

    // How long the chip waits for a card that left.
    private static readonly TimeSpan FrameWaitingTime = TimeSpan.FromMilliseconds(5);
    private static readonly byte[] StorageCardMark = Convert.FromHexString("A000000306");

    private readonly Lock gate = new();
    private readonly List<byte> command = [];
    private TaskCompletionSource presented = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Lying? lying;
    private ReadOnlyMemory<byte> waiting;

    public bool IsActivatedCardThere
    {
        get
        {
            lock (gate)
            {
                return lying is { IsActivated: true };
            }
        }
    }

    public void Present(IVirtualCard card)
    {
        lock (gate)
        {
            lying?.Gone.TrySetResult();
            lying = new Lying(card);
            presented.TrySetResult();
        }
    }

    public void Remove()
    {
        lock (gate)
        {
            lying?.Gone.TrySetResult();
            lying = null;
            presented = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task WaitForCardAsync(CancellationToken cancellationToken)
    {
        Task card;
        lock (gate)
        {
            card = presented.Task;
        }

        await card.WaitAsync(cancellationToken);
    }

    public void SwitchOff()
    {
        lock (gate)
        {
            Forget();
            if (lying is { } now)
            {
                now.IsActivated = false;
                now.Card.Reset();
            }
        }
    }

    /// <returns>The answer of InListPassiveTarget, or null in an empty field.</returns>
    public byte[]? Activate()
    {
        lock (gate)
        {
            Forget();
            if (lying is not { } now)
            {
                return null;
            }

            now.Card.Reset();
            var atr = now.Card.AnswerToReset.Span;
            if (atr.IndexOf(StorageCardMark) >= 0)
            {
                return [0x01, 0x01, 0x00, 0x04, StorageCardSak, (byte)now.Uid.Length, .. now.Uid];
            }

            // The reader's ATR has four bytes before the historical ones and one behind them (PC/SC part 3, 3.1.3.2.3.1).
            var historical = atr.Length > 5 ? atr[4..^1] : default;
            now.IsActivated = true;
            return
            [
                0x01, 0x01, 0x00, 0x04, Iso14443Part4Sak, (byte)now.Uid.Length, .. now.Uid,
                (byte)(5 + historical.Length), 0x78, 0x80, 0x70, 0x02, .. historical,
            ];
        }
    }

    /// <summary>InDataExchange.</summary>
    /// <param name="data">The target's number with the MI bit, then a part of the command.</param>
    public async Task<byte[]> ExchangeAsync(ReadOnlyMemory<byte> data, CancellationToken aborted)
    {
        if (lying is not { IsActivated: true } now)
        {
            return [IsActivatedCardThere ? Success : lying is null ? RadioTimeout : NotActivated];
        }

        command.AddRange(data.Span[1..]);
        if ((data.Span[0] & MoreInformation) != 0)
        {
            return [Success];
        }

        if (command.Count > 0)
        {
            var whole = command.ToArray();
            command.Clear();
            if (await CarryAsync(now, whole, aborted) is not { } response)
            {
                return [RadioTimeout];
            }

            waiting = response;
        }

        var part = waiting[..Math.Min(waiting.Length, MaxData)];
        waiting = waiting[part.Length..];
        return [waiting.IsEmpty ? Success : MoreInformation, .. part.Span];
    }

    /// <returns>Null if the card left during it.</returns>
    private async Task<ReadOnlyMemory<byte>?> CarryAsync(Lying now, byte[] whole, CancellationToken aborted)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var answering = now.Card.TransmitAsync(whole, gone.Token).AsTask();
        await Task.WhenAny(answering, now.Gone.Task).WaitAsync(CancellationToken.None);
        if (now.Gone.Task.IsCompleted && !answering.IsCompleted)
        {
            await gone.CancelAsync();
            await answering.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (!now.Gone.Task.IsCompleted && await answering is { } response)
        {
            return response;
        }

        Leave(now);
        await Task.Delay(FrameWaitingTime, time, aborted);
        return null;
    }

    /// <summary>The card left by itself, possibly replaced by another.</summary>
    private void Leave(Lying now)
    {
        lock (gate)
        {
            if (!ReferenceEquals(lying, now))
            {
                return;
            }

            Remove();
            if (now.Card.Successor is { } successor)
            {
                Present(successor);
            }
        }
    }

    private void Forget()
    {
        command.Clear();
        waiting = default;
    }

    /// <summary>One card's stay.</summary>
    private sealed class Lying(IVirtualCard card)
    {
        public IVirtualCard Card => card;

        /// <summary>NXP's manufacturer code, so the UID does not look random.</summary>
        public byte[] Uid { get; } = [0x04, .. RandomNumberGenerator.GetBytes(6)];

        public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsActivated { get; set; }
    }
}
