using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Scanners;

namespace Kiosk.Hardware.Tests.Scanners;

public sealed class CodeLineTests
{
    private readonly ManualTimeProvider time = new(new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
    private readonly CodeLine line;

    public CodeLineTests() => line = new(time);

    [Theory]
    [InlineData("KM1:A B\r", "KM1:A B")]
    [InlineData("KM1:A B\n", "KM1:A B")]
    [InlineData("\r\n\n\rKM1:\r\n", "KM1:")]
    public void A_line_ends_with_return_or_line_feed_and_an_empty_one_is_none(string typed, string code) => Assert.Equal([code], Codes(typed));

    [Fact]
    public void Blanks_belong_to_the_code() => Assert.Equal([" A "], Codes(" A \n"));

    [Fact]
    public void A_line_that_is_too_long_is_given_out_cut_and_the_next_is_whole() =>
        Assert.Equal([new string('A', CodeLine.MaxLength), "B"], Codes(new string('A', CodeLine.MaxLength + 5_000) + "\nB\n"));

    [Fact]
    public void What_a_scanner_began_and_did_not_end_is_forgotten()
    {
        Assert.Empty(Codes("HALF"));
        time.Advance(CodeLine.MaxPause + TimeSpan.FromMilliseconds(1));

        Assert.Equal(["WHOLE"], Codes("WHOLE\n"));
    }

    [Fact]
    public void A_slow_scanner_is_waited_for()
    {
        Assert.Empty(Codes("HALF"));
        time.Advance(CodeLine.MaxPause);

        Assert.Equal(["HALFREST"], Codes("REST\n"));
    }

    [Fact]
    public void What_is_left_of_a_line_of_which_characters_were_lost_is_no_code()
    {
        Assert.Empty(Codes("BEGUN"));
        line.Spoil();

        Assert.Equal(["NEXT"], Codes("REST\nNEXT\n"));
    }

    [Fact]
    public void After_a_pause_a_new_line_begins_though_the_spoilt_one_never_ended()
    {
        line.Spoil();
        Assert.Empty(Codes("REST"));
        time.Advance(CodeLine.MaxPause + TimeSpan.FromMilliseconds(1));

        Assert.Equal(["NEXT"], Codes("NEXT\n"));
    }

    private IReadOnlyList<string> Codes(string typed) => [.. typed.Select(character => line.Take(character)).OfType<string>()];
}
