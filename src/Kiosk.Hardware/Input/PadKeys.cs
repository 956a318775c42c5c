namespace Kiosk.Hardware.Input;

/// <summary>The keys of keyboards, number pads and <c>gpio-keys</c> buttons, by their codes in linux/input-event-codes.h. Num Lock is left out of account: the codes are the same with and without.</summary>
internal static class PadKeys
{
    private static readonly Dictionary<ushort, PadKey> Known = new (PadKey Key, ushort[] Codes)[]
    {
        (PadKey.One, [2, 79]),
        (PadKey.Two, [3, 80]),
        (PadKey.Three, [4, 81]),
        (PadKey.Four, [5, 75]),
        (PadKey.Five, [6, 76]),
        (PadKey.Six, [7, 77]),
        (PadKey.Seven, [8, 71]),
        (PadKey.Eight, [9, 72]),
        (PadKey.Nine, [10, 73]),
        // Up, left, keypad minus; down, right, keypad plus.
        (PadKey.Previous, [103, 105, 74]),
        (PadKey.Next, [108, 106, 78]),
        // Enter, keypad Enter, OK, Select.
        (PadKey.Enter, [28, 96, 0x160, 0x161]),
        // Escape, Backspace, Back, 0, keypad 0, keypad point.
        (PadKey.Back, [1, 14, 158, 11, 82, 83]),
    }.SelectMany(row => row.Codes, (row, code) => (code, row.Key)).ToDictionary();

    public static IReadOnlyCollection<ushort> Codes => Known.Keys;

    public static PadKey Of(ushort code) => Known.GetValueOrDefault(code);
}
