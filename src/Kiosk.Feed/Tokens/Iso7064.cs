namespace Kiosk.Feed.Tokens;

/// <summary>Check characters of ISO/IEC 7064.</summary>
internal static class Iso7064
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    private const int Modulus = 37;

    /// <summary>The pure system MOD 37-2: the weighted sum of all characters, including the check character, is 1 modulo 37.</summary>
    /// <param name="characters">ASCII digits and capitals.</param>
    /// <exception cref="ArgumentException">Another character.</exception>
    public static char Mod37Radix2(IEnumerable<char> characters)
    {
        var sum = 0;
        foreach (var c in characters)
        {
            var value = char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) ? Alphabet.IndexOf(c, StringComparison.Ordinal) : -1;
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(characters));
            sum = (sum + value) * 2 % Modulus;
        }

        return Alphabet[(Modulus + 1 - sum) % Modulus];
    }
}
