using Kiosk.Cards;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests.Reasons;

public sealed class CardReadReasonTests
{
    [Theory]
    [InlineData(CardFault.Reader, ReasonCode.CardReaderFault)]
    [InlineData(CardFault.Malformed, ReasonCode.CardMalformed)]
    [InlineData(CardFault.Timeout, ReasonCode.CardTimeout)]
    [InlineData(CardFault.TwoInField, ReasonCode.CardTwoInField)]
    [InlineData(CardFault.UnusableKey, ReasonCode.CertWeakKey)]
    [InlineData(CardFault.NotPersonalised, ReasonCode.CardNotPersonalised)]
    [InlineData((CardFault)99, ReasonCode.CardReaderFault)]
    internal void A_fault_has_its_reason(CardFault fault, ReasonCode code) =>
        Assert.Equal(code, CardReadReason.Of(new CardReadResult.Faulted(fault, "")));

    [Fact]
    public void A_card_that_left_is_told_from_one_that_was_exchanged()
    {
        Assert.Equal(ReasonCode.CardRemoved, CardReadReason.Of(new CardReadResult.Removed(Swapped: false)));
        Assert.Equal(ReasonCode.CardSwapped, CardReadReason.Of(new CardReadResult.Removed(Swapped: true)));
    }

    [Fact]
    public void Another_kind_of_card_is_unsupported() => Assert.Equal(ReasonCode.CardUnsupported, CardReadReason.Of(new CardReadResult.Unsupported()));
}
