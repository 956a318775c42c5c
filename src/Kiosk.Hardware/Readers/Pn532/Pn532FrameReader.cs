namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>Finds frames in an arbitrary stream of bytes (UM0701-02, 6.2.1), skipping noise between frames.</summary>
internal sealed class Pn532FrameReader
{
    private const byte StartCode2 = 0xFF;
    private const int StartLength = 2;
    private const int NormalHeader = 4;
    private const int ExtendedHeader = 7;

    private readonly byte[] buffer = new byte[Pn532Frame.MaxFrame * 4];
    private int count;

    /// <summary>Whether a frame has started but not ended.</summary>
    public bool IsInMidst => count >= StartLength;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        // More than the longest frame is noise; keep the newest bytes.
        var kept = bytes.Length > buffer.Length ? bytes[^buffer.Length..] : bytes;
        if (count + kept.Length > buffer.Length)
        {
            count = 0;
        }

        kept.CopyTo(buffer.AsSpan(count));
        count += kept.Length;
    }

    public void Clear() => Drop(count);

    /// <returns>Whether there was a whole frame; it may be <see cref="Pn532FrameKind.Corrupt"/>.</returns>
    public bool TryRead(out Pn532Frame frame)
    {
        frame = default;
        Drop(StartOfFrame());
        if (count < NormalHeader)
        {
            return false;
        }

        switch (buffer[2], buffer[3])
        {
            case (0x00, 0xFF):
                frame = Take(Pn532FrameKind.Acknowledge, NormalHeader);
                return true;
            case (0xFF, 0x00):
                frame = Take(Pn532FrameKind.Repeat, NormalHeader);
                return true;
            case (0xFF, 0xFF):
                return count >= ExtendedHeader && TryReadPacket(ExtendedHeader, (buffer[4] << 8) + buffer[5], buffer[4] + buffer[5] + buffer[6], out frame);
            case var (length, check):
                return TryReadPacket(NormalHeader, length, length + check, out frame);
        }
    }

    private bool TryReadPacket(int header, int length, int checksum, out Pn532Frame frame)
    {
        frame = default;
        if ((checksum & 0xFF) != 0 || length is 0 or > Pn532Frame.MaxPacket)
        {
            frame = Take(Pn532FrameKind.Corrupt, StartLength);
            return true;
        }

        var end = header + length + 1;
        if (count < end)
        {
            return false;
        }

        var packet = buffer.AsSpan(header, length).ToArray();
        var isRight = ((Pn532Frame.Sum(packet) + buffer[end - 1]) & 0xFF) == 0;
        frame = (isRight, packet) switch
        {
            (false, _) => Take(Pn532FrameKind.Corrupt, end),
            (true, [Pn532Frame.ErrorCode]) => Take(Pn532FrameKind.Error, end),
            (true, [_]) => Take(Pn532FrameKind.Corrupt, end),
            _ => Take(Pn532FrameKind.Packet, end) with { Packet = packet },
        };
        return true;
    }

    /// <summary>The position of 00 FF, or of a trailing 00 that may start it, or the end.</summary>
    private int StartOfFrame()
    {
        var start = buffer.AsSpan(0, count).IndexOf((ReadOnlySpan<byte>)[0x00, StartCode2]);
        return start >= 0 ? start : count > 0 && buffer[count - 1] == 0x00 ? count - 1 : count;
    }

    private Pn532Frame Take(Pn532FrameKind kind, int length)
    {
        Drop(length);
        return new Pn532Frame(kind);
    }

    private void Drop(int length)
    {
        buffer.AsSpan(length, count - length).CopyTo(buffer);
        count -= length;

        // A card's data must not outlive its tap.
        buffer.AsSpan(count, length).Clear();
    }
}
