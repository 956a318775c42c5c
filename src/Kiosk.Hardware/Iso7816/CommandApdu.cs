namespace Kiosk.Hardware.Iso7816;

/// <summary>A command APDU (ISO/IEC 7816-4, 5.1). <paramref name="Ne"/> is the number of bytes expected: null none, 256 or 65,536 the most.</summary>
public sealed record CommandApdu(byte Cla, byte Ins, byte P1, byte P2, ReadOnlyMemory<byte> Data = default, int? Ne = null)
{
    public const int GreatestShortNc = 255;
    public const int GreatestShortNe = 256;

    /// <summary>CLA with or without the command-chaining bit (b5).</summary>
    public CommandApdu Chained(bool chained) => this with { Cla = (byte)(chained ? Cla | 0x10 : Cla & ~0x10) };

    public bool NeedsExtendedLength => Data.Length > GreatestShortNc || Ne > GreatestShortNe;

    /// <summary>The bytes on the wire, short form where it fits and otherwise extended.</summary>
    public byte[] Encode()
    {
        using var buffer = new MemoryStream(Data.Length + 10);
        buffer.Write([Cla, Ins, P1, P2]);
        var extended = NeedsExtendedLength;
        if (!Data.IsEmpty)
        {
            WriteLc(buffer, extended);
            buffer.Write(Data.Span);
        }

        if (Ne is { } ne)
        {
            WriteLe(buffer, ne, extended);
        }

        return buffer.ToArray();
    }

    private void WriteLc(MemoryStream buffer, bool extended)
    {
        if (extended)
        {
            buffer.Write([0, (byte)(Data.Length >> 8), (byte)(Data.Length & 0xFF)]);
        }
        else
        {
            buffer.WriteByte((byte)Data.Length);
        }
    }

    private void WriteLe(MemoryStream buffer, int ne, bool extended)
    {
        if (extended && Data.IsEmpty)
        {
            buffer.WriteByte(0);
        }

        if (extended)
        {
            buffer.WriteByte((byte)((ne >> 8) & 0xFF));
        }

        // 256 and 65,536 are written as zeros.
        buffer.WriteByte((byte)(ne & 0xFF));
    }
}
