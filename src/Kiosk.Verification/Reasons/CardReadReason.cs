using Kiosk.Cards;

namespace Kiosk.Verification.Reasons;

/// <summary>Maps a read without evidence to its reason code.</summary>
internal static class CardReadReason
{
    /// <returns><see cref="ReasonCode.None"/> for a read with evidence.</returns>
    public static ReasonCode Of(CardReadResult result) => result switch
    {
        CardReadResult.Read => ReasonCode.None,
        CardReadResult.Removed { Swapped: true } => ReasonCode.CardSwapped,
        CardReadResult.Removed => ReasonCode.CardRemoved,
        CardReadResult.Unsupported => ReasonCode.CardUnsupported,
        CardReadResult.Faulted { Fault: CardFault.Malformed } => ReasonCode.CardMalformed,
        CardReadResult.Faulted { Fault: CardFault.Timeout } => ReasonCode.CardTimeout,
        CardReadResult.Faulted { Fault: CardFault.TwoInField } => ReasonCode.CardTwoInField,
        CardReadResult.Faulted { Fault: CardFault.NotPersonalised } => ReasonCode.CardNotPersonalised,
        CardReadResult.Faulted { Fault: CardFault.UnusableKey } => ReasonCode.CertWeakKey,
        _ => ReasonCode.CardReaderFault,
    };
}
