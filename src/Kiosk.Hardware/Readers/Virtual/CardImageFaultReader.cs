using System.Globalization;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Parses the notation for a card's fault: <c>remove</c>, <c>status:6F00</c>, <c>delay:3000</c> and so on.</summary>
internal sealed class CardImageFaultReader(string source, int depth)
{
    private const int MaxDepth = 4;
    private const int MaxDelay = 600_000;
    private const int MaxResponse = 65_536;

    /// <returns>Null if the text is not a fault.</returns>
    /// <exception cref="CardImageException">The replacement card cannot be loaded.</exception>
    public CardImageFault? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? text : text[..colon];
        var value = colon < 0 ? null : text[(colon + 1)..];
        return (word, value) switch
        {
            ("remove", null) => new CardImageFault.Remove(),
            ("garble", null) => new CardImageFault.Garble(),
            ("loop61", null) => new CardImageFault.Loop61(),
            ("replay", null) => new CardImageFault.Replay(File: null),
            ("replay", { } file) when IsFileName(file) => new CardImageFault.Replay(file),
            ("status", { Length: 4 } hex) when ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var statusWord) =>
                new CardImageFault.Status(new StatusWord(statusWord)),
            ("delay", { } number) when TryRead(number, MaxDelay, out var milliseconds) =>
                new CardImageFault.Delay(TimeSpan.FromMilliseconds(milliseconds)),
            ("truncate", { } number) when TryRead(number, MaxResponse, out var length) => new CardImageFault.Truncate(length),
            ("swap", { } file) when IsFileName(file) => new CardImageFault.Swap(file, LoadBeside(file)),
            _ => null,
        };
    }

    private static bool TryRead(string text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    private static bool IsFileName(string file) => file.Length > 0 && Path.GetFileName(file) == file && file is not ("." or "..");

    private CardImage LoadBeside(string file) => depth < MaxDepth
        ? CardImage.Load(Path.Combine(Path.GetDirectoryName(source) ?? "", file), depth + 1)
        : throw new CardImageException(new(
            $"{source} là thẻ cuối của một chuỗi hơn {MaxDepth} thẻ tráo sang nhau.", $"{source} is the end of a chain of more than {MaxDepth} cards that swap into one another."));
}
