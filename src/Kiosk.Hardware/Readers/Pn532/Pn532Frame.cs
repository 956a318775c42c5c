namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The kind of a frame (PN532 user manual UM0701-02, 6.2.1).</summary>
internal enum Pn532FrameKind
{
    /// <summary>A wrong checksum or length, or a truncated frame.</summary>
    Corrupt = 0,

    /// <summary>From the chip: command received. From the host: abort the running command.</summary>
    Acknowledge,

    /// <summary>NACK: repeat.</summary>
    Repeat,

    /// <summary>The chip does not know the command, or its parameters have the wrong length.</summary>
    Error,

    Packet,
}

/// <summary>One frame between host and chip.</summary>
/// <param name="Packet">Direction, code and data of a <see cref="Pn532FrameKind.Packet"/>; otherwise empty.</param>
internal readonly record struct Pn532Frame(Pn532FrameKind Kind, ReadOnlyMemory<byte> Packet = default)
{
    public const byte FromHost = 0xD4;
    public const byte FromChip = 0xD5;
    public const byte ErrorCode = 0x7F;

    /// <summary>The firmware's maximum, including direction and code.</summary>
    public const int MaxPacket = 265;

    /// <summary>The maximum length of a frame.</summary>
    public const int MaxFrame = MaxPacket + 10;

    private const int MaxNormalPacket = 255;

    public static ReadOnlySpan<byte> Acknowledge => [0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00];

    public static ReadOnlySpan<byte> Repeat => [0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00];

    public static ReadOnlySpan<byte> Error => [0x00, 0x00, 0xFF, 0x01, 0xFF, ErrorCode, 0x81, 0x00];

    public byte Code => Packet.Span[1];

    /// <summary>The data after the code.</summary>
    public ReadOnlyMemory<byte> Data => Packet[2..];

    /// <summary>Encodes a packet as a normal frame if it fits, otherwise as an extended one.</summary>
    public static byte[] Encode(byte direction, byte code, ReadOnlySpan<byte> data)
    {
        var length = data.Length + 2;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxPacket, nameof(data));
        byte[] start = length <= MaxNormalPacket
            ? [0x00, 0x00, 0xFF, (byte)length, Complement(length)]
            : [0x00, 0x00, 0xFF, 0xFF, 0xFF, (byte)(length >> 8), (byte)(length & 0xFF), Complement((length >> 8) + (length & 0xFF))];
        return [.. start, direction, code, .. data, Complement(direction + code + Sum(data)), 0x00];
    }

    public static int Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var value in bytes)
        {
            sum += value;
        }

        return sum;
    }

    private static byte Complement(int sum) => (byte)(-sum & 0xFF);
}
