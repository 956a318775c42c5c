namespace Kiosk.Cards.Iso7816;

/// <summary>Communication with a card failed. An error status word is not an exception.</summary>
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

/// <summary>The card in the field is not the one that arrived.</summary>
public sealed class CardSwappedException(string message, Exception? innerException = null) : CardException(message, innerException);

/// <summary>The card violates the standard it claims to follow.</summary>
public sealed class CardMalformedException(string message, Exception? innerException = null) : CardException(message, innerException);

/// <summary>The card follows the standard but holds no card authentication certificate: a blank card, or one whose issuance was interrupted.</summary>
public sealed class CardNotPersonalisedException(string message) : CardException(message, innerException: null);

/// <summary>The card follows the standard, but the type or size of its certificate's key is not supported or not allowed.</summary>
public sealed class CardKeyException(string message, Exception? innerException = null) : CardException(message, innerException)
{
    /// <summary>DER; empty if unknown.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }
}

/// <summary>The radio, the reader or the daemon failed; the card may be fine.</summary>
public sealed class CardFaultException(string message, Exception? innerException = null) : CardException(message, innerException);
