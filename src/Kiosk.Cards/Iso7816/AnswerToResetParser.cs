namespace Kiosk.Cards.Iso7816;

/// <summary>Finds the card capabilities in an ATR's historical bytes (ISO/IEC 7816-3, 8.2; ISO/IEC 7816-4, 12.1.1). A malformed ATR yields none.</summary>
internal static class AnswerToResetParser
{
    private const byte Inverse = 0x3F;
    private const byte Direct = 0x3B;
    private const byte CompactTlvThenStatus = 0x00;
    private const byte CompactTlv = 0x80;
    private const int StatusLength = 3;
    private const int CardCapabilities = 7;
    private const byte ExtendedLength = 0x40;

    public static bool AllowsExtendedLength(ReadOnlySpan<byte> atr) =>
        Capabilities(HistoricalBytes(atr)) is { Length: 3 } capabilities && (capabilities[2] & ExtendedLength) != 0;

    private static ReadOnlySpan<byte> HistoricalBytes(ReadOnlySpan<byte> atr)
    {
        if (atr.Length < 2 || atr[0] is not (Direct or Inverse))
        {
            return default;
        }

        var position = 2;
        var next = atr[1];
        var hasCheckByte = false;
        while (InterfaceBytes(next) is var count && HasNextGroup(next))
        {
            position += count;
            if (position > atr.Length)
            {
                return default;
            }

            // TDi is the last byte of its group: it announces the next group and names a protocol; any other than T=0 requires the check byte TCK.
            next = atr[position - 1];
            hasCheckByte |= (next & 0x0F) != 0;
        }

        position += InterfaceBytes(next);
        var length = atr[1] & 0x0F;
        return atr.Length == position + length + (hasCheckByte ? 1 : 0) ? atr.Slice(position, length) : default;
    }

    private static int InterfaceBytes(byte announcement) => byte.PopCount((byte)(announcement & 0xF0));

    private static bool HasNextGroup(byte announcement) => (announcement & 0x80) != 0;

    /// <summary>The value of the compact-TLV object 7x; empty if there is none.</summary>
    private static ReadOnlySpan<byte> Capabilities(ReadOnlySpan<byte> historicalBytes)
    {
        var rest = historicalBytes switch
        {
            [CompactTlv, ..] => historicalBytes[1..],
            [CompactTlvThenStatus, ..] when historicalBytes.Length > StatusLength => historicalBytes[1..^StatusLength],
            _ => default,
        };
        while (!rest.IsEmpty)
        {
            var length = rest[0] & 0x0F;
            if (length >= rest.Length)
            {
                return default;
            }

            if (rest[0] >> 4 == CardCapabilities)
            {
                return rest.Slice(1, length);
            }

            rest = rest[(length + 1)..];
        }

        return default;
    }
}
