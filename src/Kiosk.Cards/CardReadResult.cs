namespace Kiosk.Cards;

/// <summary>How a read ended. Only <see cref="Read"/> carries evidence.</summary>
public abstract record CardReadResult
{
    private CardReadResult()
    {
    }

    /// <summary>Overwrites what the card gave; nobody may work with it any more.</summary>
    public virtual void Erase()
    {
    }

    public sealed record Read(CardEvidence Evidence) : CardReadResult
    {
        /// <inheritdoc/>
        public override void Erase() => Evidence.Erase();
    }

    /// <summary>The card left, or was exchanged for another, before the read was complete.</summary>
    public sealed record Removed(bool Swapped) : CardReadResult;

    /// <summary>A card of another kind: no application of the profile is on it.</summary>
    public sealed record Unsupported : CardReadResult;

    public sealed record Faulted(CardFault Fault, string Detail) : CardReadResult
    {
        /// <summary>What an <see cref="CardFault.UnusableKey"/> was found in, DER; empty for every other fault. It proves nothing.</summary>
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

    /// <summary>The certificate was read, but its key is one that no challenge is put to.</summary>
    UnusableKey,

    /// <summary>The card holds no card authentication certificate.</summary>
    NotPersonalised,
}
