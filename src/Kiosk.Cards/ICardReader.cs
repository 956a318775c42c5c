using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>A contactless reader. One caller waits for cards and talks to them; implementations own their threads.</summary>
public interface ICardReader : IAsyncDisposable
{
    /// <summary>What the reader is doing now; never blocks.</summary>
    ReaderState State { get; }

    /// <summary>
    /// Waits until a card arrives that was not there before: after each arrival the field must have been empty for 300 ms.
    /// Lost readers and daemons are waited for as well; <see cref="State"/> says for what.
    /// </summary>
    ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken);

    /// <summary>Where the card of an arrival lies now; never blocks.</summary>
    /// <returns>
    /// The arrival itself while its presence lasts. Where a card came back too soon to count as a new tap, an arrival with the new presence: that may be another
    /// card, and nothing that the first one gave counts for it. Null where no card lies there, or where it counts as a new tap and is announced.
    /// </returns>
    CardArrival? FindAgain(CardArrival arrival);

    /// <summary>Connects to the card that arrived, holds the conversation with it, and resets the card behind the answer.</summary>
    /// <param name="conversation">
    /// Runs where the reader's calls are made, so that a command that follows another crosses no thread; it should await nothing but the card.
    /// </param>
    /// <exception cref="CardException">The card left, does not answer, or the reader failed.</exception>
    ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken);
}
