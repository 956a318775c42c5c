namespace Kiosk.Hardware.Readers;

/// <summary>A contactless reader. One caller waits for cards and opens connections; implementations own their threads.</summary>
public interface ICardReader : IAsyncDisposable
{
    /// <summary>What the reader is doing now; never blocks.</summary>
    ReaderState State { get; }

    /// <summary>
    /// Waits until a card arrives that was not there before: after each arrival the field must have been empty for 300 ms.
    /// Lost readers and daemons are waited for as well; <see cref="State"/> says for what.
    /// </summary>
    ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken);

    /// <exception cref="CardException">The card left, does not answer, or the reader failed.</exception>
    ValueTask<ICardConnection> ConnectAsync(CardArrival arrival, CancellationToken cancellationToken);
}
