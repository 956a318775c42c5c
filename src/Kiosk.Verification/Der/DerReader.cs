using System.Formats.Asn1;

namespace Kiosk.Verification.Der;

/// <summary>
/// Reads strict DER from a span without allocating, for CRLs with a million entries, where <see cref="AsnReader"/> is too slow. Supports one-byte tags
/// and definite, shortest lengths of at most four bytes.
/// </summary>
internal ref struct DerReader(ReadOnlySpan<byte> data)
{
    private const int LongForm = 0x80;
    private const int MaxLengthOfLength = 4;

    private readonly ReadOnlySpan<byte> data = data;

    /// <summary>Number of bytes read.</summary>
    public int Position { get; private set; }

    public readonly bool HasData => Position < data.Length;

    /// <summary>The next tag, or 0 at the end.</summary>
    public readonly byte NextTag => HasData ? data[Position] : (byte)0;

    /// <summary>Reads one element and returns its content.</summary>
    /// <exception cref="AsnContentException">The tag differs, or the length is not DER or exceeds the input.</exception>
    public ReadOnlySpan<byte> Read(byte tag)
    {
        var rest = data[Position..];
        if (rest.Length < 2 || rest[0] != tag)
        {
            throw new AsnContentException($"Tag {tag:X2} is missing.");
        }

        int length = rest[1];
        var header = 2;
        if (length >= LongForm)
        {
            header += length - LongForm;
            length = ReadLongLength(rest, length - LongForm);
        }

        if (length > rest.Length - header)
        {
            throw new AsnContentException("A length passes the end.");
        }

        Position += header + length;
        return rest.Slice(header, length);
    }

    /// <summary>Reads a tag and length; the content may be missing.</summary>
    /// <param name="header">The lengths of the header and of the content, in bytes.</param>
    /// <returns>False if the data ends within the header.</returns>
    /// <exception cref="AsnContentException">The length is not DER.</exception>
    public static bool TryReadHeader(ReadOnlySpan<byte> data, out (int Length, int ContentLength) header)
    {
        header = (2, data.Length > 1 ? data[1] : 0);
        if (data.Length < 2)
        {
            return false;
        }

        if (header.ContentLength < LongForm)
        {
            return true;
        }

        var lengthOfLength = header.ContentLength - LongForm;
        if (lengthOfLength <= MaxLengthOfLength && data.Length < 2 + lengthOfLength)
        {
            return false;
        }

        header = (2 + lengthOfLength, ReadLongLength(data, lengthOfLength));
        return true;
    }

    private static int ReadLongLength(ReadOnlySpan<byte> rest, int lengthOfLength)
    {
        if (lengthOfLength is 0 or > MaxLengthOfLength || rest.Length < 2 + lengthOfLength)
        {
            throw new DerRuleException("A length is indefinite or takes more than four bytes, which no DER of this size does (X.690, 10.1).");
        }

        uint length = 0;
        foreach (var b in rest.Slice(2, lengthOfLength))
        {
            length = (length << 8) | b;
        }

        var isShortest = rest[2] != 0 && length >= LongForm;
        return isShortest && length <= int.MaxValue ? (int)length : throw new DerRuleException("A length is not written in its shortest form, as DER has it (X.690, 10.1).");
    }
}
