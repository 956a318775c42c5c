namespace Kiosk.Trials.Fuzzing;

/// <summary>Mutates the structure of TLVs at any depth while everything around the change stays well-formed.</summary>
internal static class TlvMutator
{
    private const int MaxNesting = 100;
    private static readonly byte[][] Tags = [[0x01], [0x02], [0x03], [0x04], [0x05], [0x06], [0x0A], [0x0C], [0x13], [0x17], [0x18], [0x30], [0x31], [0x53], [0x70], [0x71], [0x7C], [0x80], [0x82], [0xA0], [0xA3], [0xFE], [0x00], [0x1F, 0x81, 0x01], [0x5F, 0xC1, 0x01]];

    /// <summary>Makes one or two changes below a root.</summary>
    public static void Mutate(TlvNode root, Chance chance)
    {
        for (var changes = 1 + chance.Below(2); changes > 0; changes--)
        {
            var all = root.All.ToList();
            Change(root, chance.Of(all), all, chance);
        }
    }

    private static void Change(TlvNode root, TlvNode node, List<TlvNode> all, Chance chance)
    {
        var siblings = all.FirstOrDefault(parent => parent.Children.Contains(node))?.Children;
        switch (chance.Below(10))
        {
            case 0 when siblings is not null:
                siblings.Remove(node);
                break;
            case 1 when siblings is not null:
                siblings.Insert(chance.Below(siblings.Count + 1), node.Copy());
                break;
            case 2 when siblings is { Count: > 1 }:
                siblings.Reverse(chance.Below(siblings.Count - 1), 2);
                break;
            case 3:
                node.Tag = chance.OneIn(4) ? chance.Bytes(1) : chance.Of(Tags);
                break;
            case 4:
                node.Length = LengthForm(chance);
                break;
            case 5:
                Nest(node, 1 + (chance.OneIn(8) ? chance.Below(MaxNesting) : chance.Below(3)), chance);
                break;
            case 6:
                Become(node, chance.Of(all).Copy());
                break;
            case 7 when siblings is not null:
                siblings.Insert(chance.Below(siblings.Count + 1), new TlvNode { Tag = chance.Of(Tags), Value = EdgeValue(chance) });
                break;
            case 8:
                Fill(node, EdgeValue(chance));
                break;
            default:
                Fill(node, ByteMutator.Mutate(node.Children.Count == 0 ? node.Value : [], chance));
                break;
        }
    }

    private static void Fill(TlvNode node, byte[] value)
    {
        if (node.Children.Count == 0)
        {
            node.Value = value;
            return;
        }

        node.Children.RemoveAt(node.Children.Count - 1);
    }

    private static void Nest(TlvNode node, int depth, Chance chance)
    {
        for (var level = 0; level < depth; level++)
        {
            var inner = node.Copy();
            node.Children.Clear();
            (node.Tag, node.Prefix, node.Length) = (chance.OneIn(2) ? node.Tag : chance.Of(Tags), [], null);
            node.Children.Add(inner);
        }
    }

    private static void Become(TlvNode node, TlvNode other)
    {
        (node.Tag, node.Prefix, node.Value, node.Length) = (other.Tag, other.Prefix, other.Value, other.Length);
        node.Children.Clear();
        node.Children.AddRange(other.Children);
    }

    private static byte[] EdgeValue(Chance chance) => chance.Below(8) switch
    {
        0 => [],
        1 => [0],
        2 => [0xFF],
        3 => [0x80],
        4 => [0x00, 0x7F],
        5 => [.. Enumerable.Repeat((byte)0xFF, 1 + chance.Below(40))],
        6 => new byte[1 + chance.Below(600)],
        _ => chance.Bytes(1 + chance.Below(40)),
    };

    private static Func<int, byte[]> LengthForm(Chance chance)
    {
        var off = chance.Of([-2, -1, 1, 2, 16, 255]);
        return chance.Below(7) switch
        {
            0 => length => [0x82, (byte)(length >> 8), (byte)(length & 0xFF)],
            1 => length => [0x83, 0, (byte)(length >> 8), (byte)(length & 0xFF)],
            2 => length => [0x85, 0, 0, 0, (byte)(length >> 8), (byte)(length & 0xFF)],
            3 => _ => [0x80],
            4 => _ => [0x84, 0x7F, 0xFF, 0xFF, 0xFF],
            5 => _ => [0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            _ => length => TlvNode.ShortestLength(Math.Max(0, length + off)),
        };
    }
}
