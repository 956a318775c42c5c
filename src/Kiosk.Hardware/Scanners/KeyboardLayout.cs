namespace Kiosk.Hardware.Scanners;

/// <summary>What a scanner that poses as a keyboard types: the US layout that such scanners are delivered with. Key codes as linux/input-event-codes.h has them. Caps Lock is left out of account: the scanner holds Shift itself.</summary>
internal sealed class KeyboardLayout
{
    private const ushort LeftShift = 42;
    private const ushort RightShift = 54;
    private const ushort Enter = 28;
    private const ushort KeypadEnter = 96;
    private const int Released = 0;
    private const int Pressed = 1;

    private static readonly Dictionary<ushort, (char Plain, char Shifted)> Keys = Rows(
        (2, "1234567890-=", "!@#$%^&*()_+"),
        (16, "qwertyuiop[]", "QWERTYUIOP{}"),
        (30, "asdfghjkl;'`", "ASDFGHJKL:\"~"),
        (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
        (57, " ", " "),
        (55, "*", "*"),
        (71, "789-456+1230.", "789-456+1230."),
        (98, "/", "/"));

    private bool isLeftDown;
    private bool isRightDown;

    /// <param name="code">The key.</param>
    /// <param name="value">0 released, 1 pressed, 2 repeated; a repetition types nothing, or a stuck key would fill the line.</param>
    /// <returns>Null where nothing is typed.</returns>
    public char? Take(ushort code, int value)
    {
        switch (code)
        {
            case LeftShift:
                isLeftDown = value != Released;
                return null;
            case RightShift:
                isRightDown = value != Released;
                return null;
            default:
                return value != Pressed ? null : code is Enter or KeypadEnter ? '\n' : Keys.TryGetValue(code, out var key) ? (isLeftDown || isRightDown ? key.Shifted : key.Plain) : null;
        }
    }

    /// <summary>No key is held: events were lost.</summary>
    public void Release() => (isLeftDown, isRightDown) = (false, false);

    private static Dictionary<ushort, (char, char)> Rows(params ReadOnlySpan<(int First, string Plain, string Shifted)> rows)
    {
        var keys = new Dictionary<ushort, (char, char)>();
        foreach (var (first, plain, shifted) in rows)
        {
            for (var at = 0; at < plain.Length; at++)
            {
                keys.Add((ushort)(first + at), (plain[at], shifted[at]));
            }
        }

        return keys;
    }
}
