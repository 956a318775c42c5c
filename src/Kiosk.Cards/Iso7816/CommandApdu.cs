using System.Buffers.Binary;

namespace Kiosk.Cards.Iso7816;

/// <summary>A command APDU (ISO/IEC 7816-4, 5.1). <paramref name="Ne"/> is the maximum number of response bytes: null for none, at most 256 (short) or 65,536 (extended).</summary>
public sealed record CommandApdu(byte Cla, byte Ins, byte P1, byte P2, ReadOnlyMemory<byte> Data = default, int? Ne = null)
{
    public const int MaxShortNc = 255;
    public const int MaxShortNe = 256;
    public const int MaxExtendedNc = 65_535;
    public const int MaxExtendedNe = 65_536;
    private const int HeaderLength = 4;

    /// <summary>CLA with or without the command-chaining bit (b5).</summary>
    public CommandApdu Chained(bool chained) => this with { Cla = (byte)(chained ? Cla | 0x10 : Cla & ~0x10) };

    public bool NeedsExtendedLength => Data.Length > MaxShortNc || Ne > MaxShortNe;

    /// <summary>The encoded command, in short form if it fits and extended form otherwise.</summary>
    /// <exception cref="InvalidOperationException">More than 65,535 bytes of data, or an Ne outside 1 to 65,536.</exception>
    public byte[] Encode()
    {
        if (Data.Length > MaxExtendedNc || Ne is < 1 or > MaxExtendedNe)
        {
            throw new InvalidOperationException($"No command APDU has {Data.Length} bytes of data and expects {Ne} bytes.");
        }

        var extended = NeedsExtendedLength;
        var lcLength = Data.IsEmpty ? 0 : extended ? 3 : 1;
        var leLength = LeLength(extended);
        var bytes = new byte[HeaderLength + lcLength + Data.Length + leLength];
        bytes[0] = Cla;
        bytes[1] = Ins;
        bytes[2] = P1;
        bytes[3] = P2;
        WriteLength(bytes.AsSpan(HeaderLength, lcLength), Data.Length);
        Data.Span.CopyTo(bytes.AsSpan(HeaderLength + lcLength));
        // 256 and 65,536 are encoded as zeros.
        WriteLength(bytes.AsSpan(bytes.Length - leLength), Ne ?? 0);
        return bytes;
    }

    /// <summary>An extended Le starts with a zero byte only if no Lc precedes it.</summary>
    private int LeLength(bool extended) => (Ne, extended, Data.IsEmpty) switch
    {
        (null, _, _) => 0,
        (_, false, _) => 1,
        (_, true, true) => 3,
        (_, true, false) => 2,
    };

    private static void WriteLength(Span<byte> field, int length)
    {
        if (field.Length == 1)
        {
            field[0] = (byte)(length & 0xFF);
        }
        else if (field.Length > 1)
        {
            BinaryPrimitives.WriteUInt16BigEndian(field[^2..], (ushort)(length & 0xFFFF));
        }
    }
}
