namespace Kiosk.Hardware.Input;

/// <summary>The keys of keyboards, number pads and <c>gpio-keys</c> buttons, by their codes in linux/input-event-codes.h. Num Lock is left out of account: the codes are the same with and without.</summary>
internal static class PadKeys
{
    private static readonly Dictionary<ushort, PadKey> Known = new()
    {
        [2] = PadKey.One, [3] = PadKey.Two, [4] = PadKey.Three, [5] = PadKey.Four, [6] = PadKey.Five, [7] = PadKey.Six, [8] = PadKey.Seven, [9] = PadKey.Eight, [10] = PadKey.Nine,
        [79] = PadKey.One, [80] = PadKey.Two, [81] = PadKey.Three, [75] = PadKey.Four, [76] = PadKey.Five, [77] = PadKey.Six, [71] = PadKey.Seven, [72] = PadKey.Eight, [73] = PadKey.Nine,
        // Up, left, keypad minus; down, right, keypad plus.
        [103] = PadKey.Previous, [105] = PadKey.Previous, [74] = PadKey.Previous, [108] = PadKey.Next, [106] = PadKey.Next, [78] = PadKey.Next,
        // Enter, keypad Enter, OK, Select.
        [28] = PadKey.Enter, [96] = PadKey.Enter, [0x160] = PadKey.Enter, [0x161] = PadKey.Enter,
        // Escape, Backspace, Back, 0, keypad 0, keypad point.
        [1] = PadKey.Back, [14] = PadKey.Back, [158] = PadKey.Back, [11] = PadKey.Back, [82] = PadKey.Back, [83] = PadKey.Back,
    };

    public static IReadOnlyCollection<ushort> Codes => Known.Keys;

    public static PadKey Of(ushort code) => Known.GetValueOrDefault(code);
}
