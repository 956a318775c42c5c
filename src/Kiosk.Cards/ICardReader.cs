using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>A contactless reader, for a single caller. Implementations own their threads.</summary>
public interface ICardReader : IAsyncDisposable
{
    /// <summary>The current state; never blocks.</summary>
    ReaderState State { get; }

    /// <summary>
    /// Waits for a new card: the field must have been empty for 300 ms since the last arrival.
    /// Also waits for a missing reader or daemon; <see cref="State"/> says which.
    /// </summary>
    ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken);

    /// <summary>Looks up the current presence of an arrived card; never blocks.</summary>
    /// <returns>
    /// The same arrival while its presence lasts. If a card came back too soon to count as a new tap, an arrival with the new presence: it may be another
    /// card, so data read from the first must be discarded. Null if the field is empty, or if the card counts as a new tap and will be announced.
    /// </returns>
    CardArrival? FindAgain(CardArrival arrival);

    /// <summary>Connects to the arrived card, runs the conversation, and then resets the card.</summary>
    /// <param name="conversation">
    /// Runs on the reader's thread, so that consecutive commands need no thread switch; it should await only the card.
    /// </param>
    /// <exception cref="CardException">The card was removed or does not answer, or the reader failed.</exception>
    ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken);
}
