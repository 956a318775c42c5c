using System.Buffers;

namespace Kiosk.Cards.Tlv;

/// <summary>Writes BER-TLVs with the shortest length encoding.</summary>
public static class BerTlvWriter
{
    private const int MaxLength = 0xFFFFFF;

    /// <exception cref="ArgumentException">The value is longer than 16,777,215 bytes.</exception>
    public static void Write(IBufferWriter<byte> output, BerTag tag, ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxLength)
        {
            throw new ArgumentException($"{value.Length} bytes do not fit a length of three bytes.", nameof(value));
        }

        output.Write(tag.ToArray());
        WriteLength(output, value.Length);
        output.Write(value);
    }

    public static byte[] Encode(BerTag tag, ReadOnlySpan<byte> value)
    {
        var output = new ArrayBufferWriter<byte>(value.Length + 8);
        Write(output, tag, value);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteLength(IBufferWriter<byte> output, int length)
    {
        var count = length switch { < 0x80 => 0, <= 0xFF => 1, <= 0xFFFF => 2, _ => 3 };
        if (count > 0)
        {
            output.Write([(byte)(0x80 | count)]);
        }

        WriteBigEndian(output, (uint)length, Math.Max(count, 1));
    }

    private static void WriteBigEndian(IBufferWriter<byte> output, uint value, int count)
    {
        var bytes = output.GetSpan(count);
        for (var index = 0; index < count; index++)
        {
            bytes[index] = (byte)((value >> ((count - 1 - index) * 8)) & 0xFF);
        }

        output.Advance(count);
    }
}
