namespace Kiosk.Cards.Tlv;

/// <summary>A BER-TLV tag of one to three bytes, big-endian (ISO/IEC 7816-4, 5.2.2.1).</summary>
public readonly record struct BerTag(uint Value)
{
    public const int MaxLength = 3;
    private const uint ConstructedBit = 0x20;
    private const uint LongForm = 0x1F;

    public int Length => Value switch { <= 0xFF => 1, <= 0xFFFF => 2, _ => 3 };

    /// <summary>Whether the value is itself a sequence of TLVs.</summary>
    public bool IsConstructed => (FirstByte & ConstructedBit) != 0;

    private uint FirstByte => Value >> ((Length - 1) * 8);

    /// <summary>Parses exactly one tag.</summary>
    /// <exception cref="FormatException">Not hexadecimal, or not one tag.</exception>
    public static BerTag Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var bytes = Convert.FromHexString(hex);
        return TryRead(bytes, out var tag) && tag.Length == bytes.Length
            ? tag
            : throw new FormatException($"{hex} is not a tag of one to three bytes.");
    }

    /// <summary>Reads the tag at the start of the input, which must be in its shortest form.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> input, out BerTag tag)
    {
        tag = default;
        if (input.IsEmpty || input[0] == 0)
        {
            return false;
        }

        if ((input[0] & LongForm) != LongForm)
        {
            tag = new BerTag(input[0]);
            return true;
        }

        // A first number byte of 80 is a leading zero; a number under 1F must use the single-byte form.
        if (input.Length < 2 || input[1] == 0x80 || input[1] < LongForm)
        {
            return false;
        }

        var value = (uint)input[0];
        for (var index = 1; index < Math.Min(input.Length, MaxLength); index++)
        {
            value = (value << 8) | input[index];
            if ((input[index] & 0x80) == 0)
            {
                tag = new BerTag(value);
                return true;
            }
        }

        return false;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)((Value >> ((bytes.Length - 1 - index) * 8)) & 0xFF);
        }

        return bytes;
    }

    public override string ToString() => Value.ToString(Length switch { 1 => "X2", 2 => "X4", _ => "X6" });
}
