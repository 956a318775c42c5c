using Kiosk.Hardware.Cards;
using Kiosk.Service.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>The reason codes of reads that yielded no evidence.</summary>
internal static class CardReadFailure
{
    public static ReasonCode CodeOf(CardReadResult result) => result switch
    {
        CardReadResult.Removed { Swapped: true } => ReasonCode.CardSwapped,
        CardReadResult.Removed => ReasonCode.CardRemoved,
        CardReadResult.Unsupported => ReasonCode.CardUnsupported,
        CardReadResult.Faulted { Fault: CardFault.Malformed } => ReasonCode.CardMalformed,
        CardReadResult.Faulted { Fault: CardFault.Timeout } => ReasonCode.CardTimeout,
        CardReadResult.Faulted { Fault: CardFault.TwoInField } => ReasonCode.CardTwoInField,
        CardReadResult.Faulted => ReasonCode.CardReaderFault,
        _ => throw new ArgumentException($"{result.GetType().Name} is no failure.", nameof(result)),
    };
}
