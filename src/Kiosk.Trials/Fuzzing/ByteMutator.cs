namespace Kiosk.Trials.Fuzzing;

/// <summary>Mutates bytes at random.</summary>
internal static class ByteMutator
{
    private const int MaxRun = 64;
    private static readonly byte[] Edges = [0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xFE, 0xFF];

    /// <summary>Makes one to four changes.</summary>
    public static byte[] Mutate(ReadOnlySpan<byte> original, Chance chance)
    {
        var bytes = original.ToArray();
        for (var changes = 1 + chance.Below(4); changes > 0; changes--)
        {
            bytes = Change(bytes, chance);
        }

        return bytes;
    }

    private static byte[] Change(byte[] bytes, Chance chance)
    {
        if (bytes.Length == 0)
        {
            return chance.Bytes(1 + chance.Below(MaxRun));
        }

        var position = chance.Below(bytes.Length);
        var run = Math.Min(1 + chance.Below(MaxRun), bytes.Length - position);
        switch (chance.Below(9))
        {
            case 0 or 1:
                bytes[position] ^= (byte)(1 << chance.Below(8));
                return bytes;
            case 2:
                bytes[position] = chance.Byte();
                return bytes;
            case 3:
                bytes[position] = chance.Of(Edges);
                return bytes;
            case 4:
                return [.. bytes.AsSpan(0, position), .. bytes.AsSpan(position + run)];
            case 5:
                return [.. bytes.AsSpan(0, position), .. chance.Bytes(run), .. bytes.AsSpan(position)];
            case 6:
                return [.. bytes.AsSpan(0, position + run), .. bytes.AsSpan(position)];
            case 7:
                return bytes[..position];
            default:
                bytes.AsSpan(position, run).Fill(chance.Of(Edges));
                return bytes;
        }
    }
}
