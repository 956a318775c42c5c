namespace Kiosk.Hardware.Tests.Scanners;

/// <summary>The keys that a scanner presses on a US keyboard to type a text, written down from such a keyboard, not from the code under test.</summary>
internal static class TypedKeys
{
    private const ushort Shift = 42;

    private static readonly Dictionary<char, (ushort Code, bool IsShifted)> Keys = new()
    {
        ['1'] = (2, false),
        ['!'] = (2, true),
        ['2'] = (3, false),
        ['@'] = (3, true),
        ['3'] = (4, false),
        ['#'] = (4, true),
        ['4'] = (5, false),
        ['$'] = (5, true),
        ['5'] = (6, false),
        ['%'] = (6, true),
        ['6'] = (7, false),
        ['^'] = (7, true),
        ['7'] = (8, false),
        ['&'] = (8, true),
        ['8'] = (9, false),
        ['*'] = (9, true),
        ['9'] = (10, false),
        ['('] = (10, true),
        ['0'] = (11, false),
        [')'] = (11, true),
        ['-'] = (12, false),
        ['_'] = (12, true),
        ['='] = (13, false),
        ['+'] = (13, true),
        ['['] = (26, false),
        ['{'] = (26, true),
        [']'] = (27, false),
        ['}'] = (27, true),
        ['\n'] = (28, false),
        [';'] = (39, false),
        [':'] = (39, true),
        ['\''] = (40, false),
        ['"'] = (40, true),
        ['`'] = (41, false),
        ['~'] = (41, true),
        ['\\'] = (43, false),
        ['|'] = (43, true),
        [','] = (51, false),
        ['<'] = (51, true),
        ['.'] = (52, false),
        ['>'] = (52, true),
        ['/'] = (53, false),
        ['?'] = (53, true),
        [' '] = (57, false),
        ['q'] = (16, false),
        ['w'] = (17, false),
        ['e'] = (18, false),
        ['r'] = (19, false),
        ['t'] = (20, false),
        ['y'] = (21, false),
        ['u'] = (22, false),
        ['i'] = (23, false),
        ['o'] = (24, false),
        ['p'] = (25, false),
        ['a'] = (30, false),
        ['s'] = (31, false),
        ['d'] = (32, false),
        ['f'] = (33, false),
        ['g'] = (34, false),
        ['h'] = (35, false),
        ['j'] = (36, false),
        ['k'] = (37, false),
        ['l'] = (38, false),
        ['z'] = (44, false),
        ['x'] = (45, false),
        ['c'] = (46, false),
        ['v'] = (47, false),
        ['b'] = (48, false),
        ['n'] = (49, false),
        ['m'] = (50, false),
    };

    public static IEnumerable<(ushort Code, int Value)> Of(string text) => text.SelectMany(Of);

    private static IEnumerable<(ushort Code, int Value)> Of(char character)
    {
        var (code, isShifted) = char.IsAsciiLetterUpper(character) ? (Keys[char.ToLowerInvariant(character)].Code, true) : Keys[character];
        return isShifted ? [(Shift, 1), (code, 1), (code, 0), (Shift, 0)] : [(code, 1), (code, 0)];
    }
}
