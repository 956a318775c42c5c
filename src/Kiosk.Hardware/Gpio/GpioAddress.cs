using System.Globalization;

namespace Kiosk.Hardware.Gpio;

/// <summary>
/// The address of a line: <c>GPIO17</c> for the line of that name on any chip, or <c>CHIP:17</c>, where CHIP is a node (<c>gpiochip0</c>) or a label
/// (<c>pinctrl-rp1</c>): node numbers can change at each boot, labels and names do not.
/// </summary>
/// <param name="Chip">Node name or label; null if the line is searched for by name.</param>
/// <param name="Name">The line's name, or empty.</param>
/// <param name="Offset">Offset on the chip, from 0, if a chip is given.</param>
public readonly record struct GpioAddress(string? Chip, string Name, int Offset)
{
    private const int MaxOffset = 1023;
    private const int MaxName = 31;

    /// <returns>Null if the text is not an address.</returns>
    public static GpioAddress? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return IsName(text) ? new(null, text, 0) : null;
        }

        return IsName(text[..colon])
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && offset <= MaxOffset
            ? new(text[..colon], "", offset)
            : null;
    }

    public override string ToString() => Chip is null ? Name : $"{Chip}:{Offset}";

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
