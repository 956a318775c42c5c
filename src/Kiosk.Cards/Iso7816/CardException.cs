namespace Kiosk.Cards.Iso7816;

/// <summary>A card could not be talked to. A status word that says no is not an exception.</summary>
public abstract class CardException : Exception
{
    private protected CardException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The card left the field.</summary>
public sealed class CardRemovedException(string message, Exception? innerException = null) : CardException(message, innerException);

/// <summary>The card did not answer within its deadline.</summary>
public sealed class CardTimeoutException(string message, Exception? innerException = null) : CardException(message, innerException);

/// <summary>A different card lies in the field than the one that arrived.</summary>
public sealed class CardSwappedException(string message, Exception? innerException = null) : CardException(message, innerException);

/// <summary>The card breaks the standard it claims to follow.</summary>
public sealed class CardMalformedException(string message, Exception? innerException = null) : CardException(message, innerException);

/// <summary>The card follows the standard, and nobody wrote a card authentication certificate onto it: a blank card, or one whose issue was broken off.</summary>
public sealed class CardNotPersonalisedException(string message) : CardException(message, innerException: null);

/// <summary>The card follows the standard, but its certificate's key is of a kind or size that nothing is proved with here.</summary>
public sealed class CardKeyException(string message, Exception? innerException = null) : CardException(message, innerException)
{
    /// <summary>DER, where it is known; else empty.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }
}

/// <summary>The radio, the reader or the daemon failed; the card may be fine.</summary>
public sealed class CardFaultException(string message, Exception? innerException = null) : CardException(message, innerException);
