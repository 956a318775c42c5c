using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Tests.Iso7816;

public sealed class CommandApduTests
{
    [Theory]
    [InlineData(0, null, "00CB3FFF")]
    [InlineData(0, 1, "00CB3FFF01")]
    [InlineData(0, 256, "00CB3FFF00")]
    [InlineData(2, null, "00CB3FFF02ABAB")]
    [InlineData(2, 255, "00CB3FFF02ABABFF")]
    [InlineData(2, 256, "00CB3FFF02ABAB00")]
    public void The_four_short_cases_are_encoded_as_in_ISO_7816_3(int nc, int? ne, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(Command(nc, ne).Encode()));

    [Theory]
    [InlineData(0, 257, "00CB3FFF000101")]
    [InlineData(0, 65536, "00CB3FFF000000")]
    [InlineData(2, 257, "00CB3FFF000002ABAB0101")]
    [InlineData(2, 65536, "00CB3FFF000002ABAB0000")]
    public void A_great_Ne_makes_both_lengths_extended(int nc, int ne, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(Command(nc, ne).Encode()));

    [Theory]
    [InlineData(256, null, "00CB3FFF000100", 0)]
    [InlineData(256, 256, "00CB3FFF000100", 2)]
    [InlineData(65535, 65536, "00CB3FFF00FFFF", 2)]
    public void Data_over_255_bytes_makes_both_lengths_extended(int nc, int? ne, string start, int leLength)
    {
        var bytes = Command(nc, ne).Encode();

        Assert.StartsWith(start, Convert.ToHexString(bytes), StringComparison.Ordinal);
        Assert.Equal(7 + nc + leLength, bytes.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 65537)]
    [InlineData(65536, null)]
    public void A_length_that_no_APDU_has_is_refused(int nc, int? ne) => Assert.Throws<InvalidOperationException>(() => Command(nc, ne).Encode());

    [Fact]
    public void The_chaining_bit_is_set_and_cleared_alone()
    {
        var command = new CommandApdu(0x8C, 0x87, 0, 0);

        Assert.Equal(0x9C, command.Chained(chained: true).Cla);
        Assert.Equal(0x8C, command.Chained(chained: true).Chained(chained: false).Cla);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, 1)]
    [InlineData(0, 256)]
    [InlineData(1, null)]
    [InlineData(255, null)]
    [InlineData(5, 17)]
    [InlineData(255, 256)]
    public void The_cards_side_reads_what_the_terminals_side_writes(int nc, int? ne)
    {
        var parsed = CommandApduParser.ParseShort(Command(nc, ne).Encode());

        Assert.NotNull(parsed);
        Assert.Equal(Command(nc, ne).Data.ToArray(), parsed.Data.ToArray());
        Assert.Equal(ne, parsed.Ne);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00A404")]
    [InlineData("00A4040005A0")]
    [InlineData("00A4040001A00000")]
    [InlineData("00A404000000")]
    [InlineData("00A40400000002A000")]
    public void The_cards_side_refuses_lengths_that_do_not_fit(string command) =>
        Assert.Null(CommandApduParser.ParseShort(Convert.FromHexString(command)));

    private static CommandApdu Command(int nc, int? ne)
    {
        var data = new byte[nc];
        Array.Fill(data, (byte)0xAB);
        return new CommandApdu(0x00, 0xCB, 0x3F, 0xFF, data, ne);
    }
}
