namespace Kiosk.Cards.Iso7816;

/// <summary>Parses command APDUs in short form (ISO/IEC 7816-4, 5.1), as a card does; for the emulator.</summary>
internal static class CommandApduParser
{
    private const int HeaderLength = 4;

    /// <returns>Null if the lengths are inconsistent or extended: a card without extended length answers 6700.</returns>
    public static CommandApdu? ParseShort(ReadOnlyMemory<byte> command)
    {
        var bytes = command.Span;
        if (bytes.Length < HeaderLength)
        {
            return null;
        }

        var header = new CommandApdu(bytes[0], bytes[1], bytes[2], bytes[3]);
        if (bytes.Length == HeaderLength)
        {
            return header;
        }

        if (bytes.Length == HeaderLength + 1)
        {
            return header with { Ne = ToNe(bytes[^1]) };
        }

        var nc = bytes[HeaderLength];
        var end = HeaderLength + 1 + nc;
        return (nc > 0, bytes.Length - end) switch
        {
            (true, 0) => header with { Data = command[(HeaderLength + 1)..] },
            (true, 1) => header with { Data = command[(HeaderLength + 1)..end], Ne = ToNe(bytes[^1]) },
            _ => null,
        };
    }

    private static int ToNe(byte le) => le == 0 ? CommandApdu.MaxShortNe : le;
}
