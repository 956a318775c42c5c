namespace Kiosk.Cards;

/// <summary>How a read ended. Only <see cref="Read"/> carries evidence.</summary>
public abstract record CardReadResult
{
    private CardReadResult()
    {
    }

    /// <summary>Zeroes the data read from the card; it must not be used afterwards.</summary>
    public virtual void Erase()
    {
    }

    public sealed record Read(CardEvidence Evidence) : CardReadResult
    {
        /// <inheritdoc/>
        public override void Erase() => Evidence.Erase();
    }

    /// <summary>The card was removed, or swapped for another, before the read was complete.</summary>
    public sealed record Removed(bool Swapped) : CardReadResult;

    /// <summary>The card has none of the profile's applications.</summary>
    public sealed record Unsupported : CardReadResult;

    public sealed record Faulted(CardFault Fault, string Detail) : CardReadResult
    {
        /// <summary>The certificate with the <see cref="CardFault.UnusableKey"/>, DER, unverified; empty for every other fault.</summary>
        public ReadOnlyMemory<byte> Certificate { get; init; }

        /// <inheritdoc/>
        public override void Erase() => Erasure.Erase(Certificate);
    }
}

/// <summary>Why a read failed while the card was in the field.</summary>
public enum CardFault
{
    Reader = 0,
    Malformed,
    Timeout,
    TwoInField,

    /// <summary>The certificate was read, but its key type is not supported or not allowed.</summary>
    UnusableKey,

    /// <summary>The card holds no card authentication certificate.</summary>
    NotPersonalised,
}
