using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Journal;

/// <summary>
/// The header of a segment file, followed directly by frames. Integers are big-endian.
/// <code>
/// offset size
///      0    8  "KIOSKJNL"
///      8    2  format version, 2
///     10    4  segment number, from 1, as in the file name
///     14    8  sequence of the segment's first frame
///     22   32  SHA-256 of the previous frame; in the first segment the genesis hash
///     54    1  length of the terminal id, t: 1 to 255
///     55    t  terminal id, UTF-8
///          32  SHA-256 of the header so far
/// </code>
/// </summary>
internal static class SegmentHeader
{
    public const int MaximumLength = TerminalOffset + byte.MaxValue + JournalFrame.HashLength;

    private const ushort Version = 2;
    private const int TerminalOffset = 55;

    private static readonly SearchValues<byte> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    private static ReadOnlySpan<byte> Magic => "KIOSKJNL"u8;

    /// <summary>The length in bytes of the header for a terminal id.</summary>
    public static int LengthFor(string terminalId) => TerminalOffset + Encoding.UTF8.GetByteCount(terminalId) + JournalFrame.HashLength;

    /// <param name="last">The link that the segment continues.</param>
    /// <exception cref="ArgumentException">The terminal id is empty or longer than 255 bytes.</exception>
    public static byte[] Encode(int number, ChainLink last, string terminalId)
    {
        var terminal = Encoding.UTF8.GetBytes(terminalId);
        if (terminal.Length is 0 or > byte.MaxValue)
        {
            throw new ArgumentException($"A terminal id has 1 to 255 bytes, not {terminal.Length}.", nameof(terminalId));
        }

        var header = new byte[LengthFor(terminalId)];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(10), number);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(14), last.Sequence + 1);
        last.Hash.Span.CopyTo(header.AsSpan(22));
        header[54] = (byte)terminal.Length;
        terminal.CopyTo(header, TerminalOffset);
        SHA256.HashData(header.AsSpan()[..^JournalFrame.HashLength], header.AsSpan()[^JournalFrame.HashLength..]);
        return header;
    }

    /// <summary>Reads the terminal id from the start of a segment; null if there is no valid header of this version.</summary>
    /// <param name="length">The header's length in bytes, where the first frame begins.</param>
    public static string? ReadTerminalId(ReadOnlySpan<byte> segment, out int length)
    {
        length = 0;
        if (segment.Length <= TerminalOffset || !segment.StartsWith(Magic) || BinaryPrimitives.ReadUInt16BigEndian(segment[8..]) != Version)
        {
            return null;
        }

        length = TerminalOffset + segment[54] + JournalFrame.HashLength;
        return length <= segment.Length && JournalFrame.IsIntact(segment[..length])
            && IsTerminalId(segment.Slice(TerminalOffset, segment[54]))
            ? Encoding.UTF8.GetString(segment.Slice(TerminalOffset, segment[54]))
            : null;
    }

    /// <summary>Whether a text is a terminal's id. Printed wherever a journal is named, so nothing that a terminal would not call itself.</summary>
    public static bool IsTerminalId(ReadOnlySpan<byte> text) => text.Length is > 0 and <= byte.MaxValue && !text.ContainsAnyExcept(IdCharacters);

    /// <returns>What an intact header says that the segment continues; null if it says that the first frame is number 0.</returns>
    public static ChainLink? LinkIn(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt64BigEndian(header[14..]) is > 0 and var first ? new(first - 1, header.Slice(22, JournalFrame.HashLength).ToArray()) : null;
}
