namespace Kiosk.Cards.Iso7816;

/// <summary>An application identifier of 5 to 16 bytes (ISO/IEC 7816-4, 12.2.3), compared by value.</summary>
public readonly record struct ApplicationIdentifier
{
    private const int LeastLength = 5;
    private const int MaxLength = 16;

    private readonly string? hex;

    /// <exception cref="ArgumentException">Fewer than 5 or more than 16 bytes.</exception>
    public ApplicationIdentifier(ReadOnlySpan<byte> value)
    {
        if (value.Length is < LeastLength or > MaxLength)
        {
            throw new ArgumentException($"An application identifier has 5 to 16 bytes, not {value.Length}.", nameof(value));
        }

        hex = Convert.ToHexString(value);
    }

    public byte[] ToArray() => hex is null ? [] : Convert.FromHexString(hex);

    /// <exception cref="FormatException">Not hexadecimal.</exception>
    public static ApplicationIdentifier Parse(string hex) => new(Convert.FromHexString(hex));

    public override string ToString() => hex ?? "";
}
