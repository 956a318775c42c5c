namespace Kiosk.Feed.Tokens;

/// <summary>Base45 (RFC 9285): bytes in the characters that a QR code holds at 5.5 bits each.</summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int Base = 45;
    private const int TwoBytes = 3;
    private const int OneByte = 2;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new List<char>(((bytes.Length / 2) * TwoBytes) + OneByte);
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            Add(text, (bytes[0] << 8) | bytes[1], TwoBytes);
        }

        if (bytes.Length == 1)
        {
            Add(text, bytes[0], OneByte);
        }

        return new([.. text]);
    }

    /// <returns>Null if the text is not Base45.</returns>
    public static byte[]? TryDecode(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>((text.Length / TwoBytes * 2) + 1);
        for (; text.Length >= TwoBytes; text = text[TwoBytes..])
        {
            if (ValueOf(text[..TwoBytes]) is not (>= 0 and <= ushort.MaxValue and var two))
            {
                return null;
            }

            bytes.AddRange([(byte)(two >> 8), (byte)(two & 0xFF)]);
        }

        if (text.Length == 0)
        {
            return [.. bytes];
        }

        return text.Length == OneByte && ValueOf(text) is >= 0 and <= byte.MaxValue and var one ? [.. bytes, (byte)one] : null;
    }

    private static void Add(List<char> text, int value, int length)
    {
        for (var at = 0; at < length; at++, value /= Base)
        {
            text.Add(Alphabet[value % Base]);
        }
    }

    // Least significant first; -1 if a character is none of the alphabet.
    private static int ValueOf(ReadOnlySpan<char> digits)
    {
        var value = 0;
        for (var at = digits.Length - 1; at >= 0; at--)
        {
            if (Alphabet.IndexOf(digits[at], StringComparison.Ordinal) is not (>= 0 and var digit))
            {
                return -1;
            }

            value = (value * Base) + digit;
        }

        return value;
    }
}
