using Kiosk.Hardware.Scanners;

namespace Kiosk.Hardware.Tests.Scanners;

public sealed class KeyboardLayoutTests
{
    /// <summary>RFC 9285, table 1: all that an invitation is made of, and the colon of its prefix.</summary>
    private const string Base45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    [Fact]
    public void Everything_that_an_invitation_is_made_of_can_be_typed() => Assert.Equal(Base45, Typed(TypedKeys.Of(Base45)));

    [Fact]
    public void Lower_case_and_brackets_are_typed_too() => Assert.Equal("https://example.org/?a=[b]_{c}~'\\|\"<>", Typed(TypedKeys.Of("https://example.org/?a=[b]_{c}~'\\|\"<>")));

    [Fact]
    public void Either_shift_key_shifts_and_one_that_is_held_goes_on_when_the_other_is_let_go() =>
        Assert.Equal("AAAa", Typed([(42, 1), (30, 1), (54, 1), (30, 1), (42, 0), (30, 1), (54, 0), (30, 1)]));

    [Fact]
    public void A_key_that_is_held_types_once() => Assert.Equal("a", Typed([(30, 1), (30, 2), (30, 2), (30, 0)]));

    [Fact]
    public void Caps_Lock_changes_nothing_and_keys_without_a_character_type_none() => Assert.Equal("a", Typed([(58, 1), (58, 0), (30, 1), (59, 1), (0, 1), (255, 1)]));

    [Theory]
    [InlineData(28)]
    [InlineData(96)]
    public void Both_Enter_keys_end_the_line(ushort enter) => Assert.Equal("1\n", Typed([(2, 1), (enter, 1)]));

    [Fact]
    public void The_keypad_types_digits() => Assert.Equal("7894561230.*/-+", Typed([(71, 1), (72, 1), (73, 1), (75, 1), (76, 1), (77, 1), (79, 1), (80, 1), (81, 1), (82, 1), (83, 1), (55, 1), (98, 1), (74, 1), (78, 1)]));

    private static string Typed(IEnumerable<(ushort Code, int Value)> keys)
    {
        var layout = new KeyboardLayout();
        return string.Concat(keys.Select(key => layout.Take(key.Code, key.Value)).OfType<char>());
    }
}
