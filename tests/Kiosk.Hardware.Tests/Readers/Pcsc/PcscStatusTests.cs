using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Pcsc;

namespace Kiosk.Hardware.Tests.Readers.Pcsc;

public sealed class PcscStatusTests
{
    [Theory]
    [InlineData(0x80100002, "EndLoop")]
    [InlineData(0x80100003, "NewContext")]
    [InlineData(0x80100009, "WaitForReader")]
    [InlineData(0x8010000A, "WaitOn")]
    [InlineData(0x8010000B, "NameHolder")]
    [InlineData(0x8010000C, "AskForNewTap")]
    [InlineData(0x8010000F, "ResetOnce")]
    [InlineData(0x80100010, "RetrySoon")]
    [InlineData(0x80100011, "NewContext")]
    [InlineData(0x80100013, "NewContext")]
    [InlineData(0x80100016, "CheckPresence")]
    [InlineData(0x80100017, "WaitForReader")]
    [InlineData(0x8010001D, "NewContext")]
    [InlineData(0x8010001E, "NewContext")]
    [InlineData(0x8010002E, "WaitForReader")]
    [InlineData(0x80100065, "CoachPlacement")]
    [InlineData(0x80100066, "CoachPlacement")]
    [InlineData(0x80100067, "CoachPlacement")]
    [InlineData(0x80100068, "Abort")]
    [InlineData(0x80100069, "AskForNewTap")]
    [InlineData(0x8010006A, "GrantAccess")]
    [InlineData(0x80100001, "CountFault")]
    [InlineData(0xFFFFFFFF, "CountFault")]
    public void Every_code_asks_for_what_the_table_says(uint code, string remedy) =>
        Assert.Equal(remedy, new PcscStatus(code).Remedy.ToString());

    [Theory]
    [InlineData(0x80100069, typeof(CardRemovedException))]
    [InlineData(0x8010000C, typeof(CardRemovedException))]
    [InlineData(0x80100066, typeof(CardFaultException))]
    [InlineData(0x8010006A, typeof(CardFaultException))]
    [InlineData(0x8010001D, typeof(CardFaultException))]
    [InlineData(0x80100068, typeof(CardFaultException))]
    public void A_failed_call_is_told_in_the_words_of_cards(uint code, Type exception) =>
        Assert.IsType(exception, new PcscStatus(code).ToException("SCardTransmit", "Reader 1"));

    [Fact]
    public void The_message_has_reader_call_name_and_number() =>
        Assert.Equal(
            "polkit denies this user the card in Reader 1: SCardConnect returned SCARD_W_SECURITY_VIOLATION (0x8010006A).",
            new PcscStatus(0x8010006A).ToException("SCardConnect", "Reader 1").Message);

    [Fact]
    public void A_LONG_of_either_width_is_the_same_code()
    {
        Assert.Equal(new PcscStatus(0x8010001D), PcscStatus.Of(unchecked((nint)0x8010001DL)));
        Assert.Equal(new PcscStatus(0x8010001D), PcscStatus.Of(unchecked((int)0x8010001D)));
    }
}
