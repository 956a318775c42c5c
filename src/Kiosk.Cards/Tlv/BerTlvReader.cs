namespace Kiosk.Cards.Tlv;

/// <summary>
/// Reads a sequence of BER-TLVs (ISO/IEC 7816-4, 5.2.2): tags of up to three bytes, definite lengths of up to three further bytes, each length
/// checked against the remaining input. Values are not parsed unless <see cref="Enter"/> is called, at most eight levels deep.
/// </summary>
/// <exception cref="BerTlvException">From every method: the input is malformed.</exception>
internal ref struct BerTlvReader
{
    public const int MaxDepth = 8;
    private const int MaxLengthBytes = 3;

    private readonly int depth;
    private ReadOnlySpan<byte> rest;

    public BerTlvReader(ReadOnlySpan<byte> input)
        : this(input, depth: 0)
    {
    }

    private BerTlvReader(ReadOnlySpan<byte> input, int depth)
    {
        this.depth = depth;
        rest = input;
    }

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Number of unread bytes.</summary>
    public readonly int Remaining => rest.Length;

    public BerTlv Read()
    {
        if (!BerTag.TryRead(rest, out var tag))
        {
            throw new BerTlvException(rest.IsEmpty ? "Another tag was expected at the end." : "A tag is not one to three bytes in the shortest form.");
        }

        rest = rest[tag.Length..];
        var length = ReadLength(tag);
        if (length > rest.Length)
        {
            throw new BerTlvException($"Tag {tag} claims {length} bytes where {rest.Length} remain.");
        }

        var value = rest[..length];
        rest = rest[length..];
        return new BerTlv(tag, value);
    }

    /// <summary>Reads the next TLV, which must have this tag.</summary>
    public ReadOnlySpan<byte> Read(BerTag expected)
    {
        if (rest.IsEmpty)
        {
            throw new BerTlvException($"Tag {expected} is missing.");
        }

        var tlv = Read();
        return tlv.Tag == expected ? tlv.Value : throw new BerTlvException($"Tag {tlv.Tag} stands where {expected} should.");
    }

    /// <summary>Whether the next TLV has this tag; does not advance.</summary>
    public readonly bool IsNext(BerTag tag) => BerTag.TryRead(rest, out var next) && next == tag;

    /// <summary>Reads the next TLV, which must have this tag, and returns a reader over its value.</summary>
    public BerTlvReader Enter(BerTag expected) => depth < MaxDepth
        ? new BerTlvReader(Read(expected), depth + 1)
        : throw new BerTlvException($"More than {MaxDepth} tags lie inside one another.");

    public readonly void ThrowIfNotAtEnd()
    {
        if (!rest.IsEmpty)
        {
            throw new BerTlvException($"{rest.Length} {(rest.Length == 1 ? "byte follows" : "bytes follow")} the last tag.");
        }
    }

    private int ReadLength(BerTag tag)
    {
        var first = NextByte(tag);
        if (first < 0x80)
        {
            return first;
        }

        var count = first & 0x7F;
        if (count is 0 or > MaxLengthBytes)
        {
            throw new BerTlvException(count == 0 ? $"Tag {tag} has an indefinite length." : $"The length of tag {tag} takes {count} bytes.");
        }

        var length = 0;
        for (var index = 0; index < count; index++)
        {
            length = (length << 8) | NextByte(tag);
        }

        return length;
    }

    private byte NextByte(BerTag tag)
    {
        if (rest.IsEmpty)
        {
            throw new BerTlvException($"The input ends within the length of tag {tag}.");
        }

        var value = rest[0];
        rest = rest[1..];
        return value;
    }
}
