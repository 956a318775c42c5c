using System.Buffers;

namespace Kiosk.Trials.Fuzzing;

/// <summary>
/// A mutable TLV tree for BER-TLV and DER. Values that parse as TLVs are expanded, including octet and bit strings; others stay bytes. Encoding an unchanged
/// tree reproduces its input if that was DER.
/// </summary>
internal sealed class TlvNode
{
    private const int MaxDepth = 24;
    private const byte BitString = 0x03;

    public required byte[] Tag { get; set; }

    /// <summary>Bytes before the children: a bit string's number of unused bits.</summary>
    public byte[] Prefix { get; set; } = [];

    /// <summary>The content of a node without children.</summary>
    public byte[] Value { get; set; } = [];

    public List<TlvNode> Children { get; } = [];

    /// <summary>Encodes the length; null for the shortest definite form.</summary>
    public Func<int, byte[]>? Length { get; set; }

    /// <summary>This node and all its descendants, in order.</summary>
    public IEnumerable<TlvNode> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <returns>Null if the bytes are not entirely TLVs.</returns>
    public static List<TlvNode>? ReadAll(ReadOnlySpan<byte> bytes) => ReadAll(bytes, depth: 0);

    public byte[] Encode()
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output);
        return output.WrittenSpan.ToArray();
    }

    public TlvNode Copy()
    {
        var copy = new TlvNode { Tag = [.. Tag], Prefix = [.. Prefix], Value = [.. Value], Length = Length };
        copy.Children.AddRange(Children.Select(child => child.Copy()));
        return copy;
    }

    public static byte[] ShortestLength(int length) => length switch
    {
        < 0x80 => [(byte)length],
        <= 0xFF => [0x81, (byte)length],
        <= 0xFFFF => [0x82, (byte)(length >> 8), (byte)(length & 0xFF)],
        _ => [0x83, (byte)((length >> 16) & 0xFF), (byte)((length >> 8) & 0xFF), (byte)(length & 0xFF)],
    };

    private static List<TlvNode>? ReadAll(ReadOnlySpan<byte> bytes, int depth)
    {
        var nodes = new List<TlvNode>();
        while (!bytes.IsEmpty)
        {
            if (depth > MaxDepth || !TryReadHeader(bytes, out var tagLength, out var start, out var length))
            {
                return null;
            }

            nodes.Add(Open(bytes[..tagLength].ToArray(), bytes.Slice(start, length), depth));
            bytes = bytes[(start + length)..];
        }

        return nodes.Count == 0 ? null : nodes;
    }

    private static TlvNode Open(byte[] tag, ReadOnlySpan<byte> content, int depth)
    {
        var node = new TlvNode { Tag = tag };
        var prefix = tag is [BitString] && content is [0, ..] ? 1 : 0;
        if (content.Length > prefix + 1 && ReadAll(content[prefix..], depth + 1) is { } children)
        {
            node.Prefix = content[..prefix].ToArray();
            node.Children.AddRange(children);
        }
        else
        {
            node.Value = content.ToArray();
        }

        return node;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int tagLength, out int start, out int length)
    {
        (tagLength, start, length) = (1, 0, 0);
        if ((bytes[0] & 0x1F) == 0x1F)
        {
            while (tagLength < bytes.Length && tagLength < 4 && (bytes[tagLength] & 0x80) != 0)
            {
                tagLength++;
            }

            tagLength++;
        }

        if (tagLength >= bytes.Length)
        {
            return false;
        }

        int first = bytes[tagLength];
        var count = first < 0x80 ? 0 : first & 0x7F;
        start = tagLength + 1 + count;
        if (first == 0x80 || count > 3 || start > bytes.Length)
        {
            return false;
        }

        length = first;
        if (count > 0)
        {
            length = 0;
            foreach (var one in bytes.Slice(tagLength + 1, count))
            {
                length = (length << 8) | one;
            }
        }

        return length <= bytes.Length - start;
    }

    private void Write(ArrayBufferWriter<byte> output)
    {
        var inside = new ArrayBufferWriter<byte>();
        inside.Write(Prefix);
        if (Children.Count == 0)
        {
            inside.Write(Value);
        }

        Children.ForEach(child => child.Write(inside));
        output.Write(Tag);
        output.Write((Length ?? ShortestLength)(inside.WrittenCount));
        output.Write(inside.WrittenSpan);
    }
}
