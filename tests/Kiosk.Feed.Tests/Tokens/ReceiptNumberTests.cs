using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Tokens;

public sealed class ReceiptNumberTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Arbitrary<ReceiptNumber> Receipts = (
        from terminal in Gen.Elements("HN-01", "K1", "TERMINAL-OF-THE-FAR-ISLAND-00017")
        from days in Gen.Choose(0, 20_000)
        from sequence in Gen.OneOf(Gen.Choose(1, 3000).Select(n => (ulong)n), Gen.Constant(ulong.MaxValue))
        select ReceiptNumber.Of(terminal, Morning.AddDays(days), sequence)).ToArbitrary();

    [Fact]
    public void It_says_terminal_day_and_sequence_with_a_check_character() =>
        Assert.Equal("HN-07-20261122-000042-0", ReceiptNumber.Of("hn-07", Morning, 42).ToString());

    [Fact]
    public void The_day_is_Vietnams() =>
        Assert.Equal(new DateOnly(2026, 11, 23), ReceiptNumber.Of("K1", new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero), 1).Date);

    [Fact]
    public void The_check_character_may_be_an_asterisk() => Assert.EndsWith("-*", ReceiptNumber.Of("K1", Morning, 3).ToString(), StringComparison.Ordinal);

    [Fact]
    public void What_was_printed_is_read_again_in_small_letters_too()
    {
        Assert.True(ReceiptNumber.TryParse("hn-07-20261122-000042-0", out var number));
        Assert.Equal(ReceiptNumber.Of("HN-07", Morning, 42), number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("HN-07-20261122-000042")]
    [InlineData("HN-07-20261122-000042-1")]
    [InlineData("HN-07-20261122-42-0")]
    [InlineData("HN-07-20261122-0000042-0")]
    [InlineData("HN-07-20261132-000042-0")]
    [InlineData("HN-07-20261122-000042-00")]
    [InlineData("HN-07-20261122-000042-0-")]
    [InlineData(" HN-07-20261122-000042-0")]
    [InlineData("HN-07-20261122-99999999999999999999-0")]
    [InlineData("20261122-000042-0")]
    [InlineData("--20261122-000042-0")]
    [InlineData("K1-20261122-000000-0")]
    public void Anything_else_is_no_number(string? text) => Assert.False(ReceiptNumber.TryParse(text, out _));

    /// <summary>Numbers whose check characters are easily misread when handwritten, each with the correct one.</summary>
    public static TheoryData<char, char> LookAlikes => new() { { '1', 'I' }, { 'I', '1' }, { '1', 'L' }, { '0', 'O' }, { 'O', '0' } };

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public void A_check_character_that_only_looks_right_is_wrong(char right, char written)
    {
        var receipt = Enumerable.Range(1, 500).Select(number => ReceiptNumber.Of("HN-07", Morning, (ulong)number).ToString()).First(text => text[^1] == right);

        Assert.True(ReceiptNumber.TryParse(receipt, out _));
        Assert.False(ReceiptNumber.TryParse(receipt[..^1] + written, out _));
    }

    [Theory]
    [InlineData("HN-O7-20261122-000042-0")]
    [InlineData("HN-07-2026II22-000042-0")]
    [InlineData("HN-07-20261122-OOOO42-0")]
    public void A_letter_is_no_digit_in_the_other_parts_either(string text) => Assert.False(ReceiptNumber.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("HN_01")]
    [InlineData("ĐN-01")]
    [InlineData("TERMINAL-OF-THE-FAR-ISLAND-000017")]
    public void A_terminal_of_another_form_gives_no_number(string terminal) =>
        Assert.Throws<ArgumentException>(() => ReceiptNumber.Of(terminal, Morning, 1));

    [Fact]
    public void Sequence_zero_is_no_record() => Assert.Throws<ArgumentOutOfRangeException>(() => ReceiptNumber.Of("K1", Morning, 0));

    [Fact]
    public void Every_number_is_read_back() =>
        Prop.ForAll(Receipts, receipt => ReceiptNumber.TryParse(receipt.ToString(), out var read) && read == receipt).QuickCheckThrowOnFailure();

    [Fact]
    public void One_wrong_character_is_always_noticed() =>
        Prop.ForAll(Receipts, Gen.Choose(0, 1000).ToArbitrary(), Gen.Elements(Alphabet.ToCharArray()).ToArbitrary(), (receipt, place, wrong) =>
        {
            var text = receipt.ToString();
            var index = place % text.Length;
            return text[index] is '-' || text[index] == wrong
                || !ReceiptNumber.TryParse($"{text[..index]}{wrong}{text[(index + 1)..]}", out _);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_exchanged_neighbours_are_always_noticed() =>
        Prop.ForAll(Receipts, Gen.Choose(0, 1000).ToArbitrary(), (receipt, place) =>
        {
            var text = receipt.ToString();
            var index = place % (text.Length - 1);
            var (left, right) = (text[index], text[index + 1]);
            return left == right || left is '-' || right is '-'
                || !ReceiptNumber.TryParse($"{text[..index]}{right}{left}{text[(index + 2)..]}", out _);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_text_is_refused_or_reads_back() =>
        Prop.ForAll<string?>(text =>
            !ReceiptNumber.TryParse(text, out var read) || string.Equals(read.ToString(), text, StringComparison.OrdinalIgnoreCase)).QuickCheckThrowOnFailure();
}
