namespace Kiosk.Journal;

/// <summary>
/// Distinguishes the remains of an append interrupted by a power cut from damage. Each append waits for its sync, so only the bytes after the last whole frame of the last segment
/// can be such remains, and they belong to a single unacknowledged frame. They are truncated only with proof:
/// either the start of exactly the next frame, without its end, or a stretch of zeros, which is storage the file system allocated and never wrote.
/// A frame of full length, fully written, that does not match its hash is no proof: it may have been acknowledged and damaged later.
/// </summary>
internal static class TornFrame
{
    // The smallest unit a disk writes; page and block sizes are multiples of it.
    private const int SectorLength = 512;

    // A frame's head never holds this many zeros in a row, and the rest is text, hashes or ciphertext.
    private const int MinUnwrittenZeros = 32;

    /// <param name="tail">Everything after the last whole frame.</param>
    /// <param name="offset">The tail's position in its file.</param>
    /// <param name="previous">The last whole frame.</param>
    public static bool Explains(ReadOnlySpan<byte> tail, long offset, ChainLink previous) =>
        tail.Length <= JournalFrame.MaximumLength
        && (IsBeginning(tail, previous) || IsPartlyWritten(tail, offset))
        && !HoldsLaterFrame(tail, previous);

    private static bool IsBeginning(ReadOnlySpan<byte> tail, ChainLink previous)
    {
        if (tail.Length < JournalFrame.LengthOfLength)
        {
            return tail[0] == 0;
        }

        var length = JournalFrame.StatedLength(tail);
        if (length is < JournalFrame.MinimumLength or > JournalFrame.MaximumLength || length <= tail.Length)
        {
            return false;
        }

        var hash = tail.Length > JournalFrame.PreviousHashOffset ? tail[JournalFrame.PreviousHashOffset..] : [];
        hash = hash[..Math.Min(hash.Length, JournalFrame.HashLength)];
        return (tail.Length < JournalFrame.SequenceOffset + sizeof(ulong) || JournalFrame.SequenceOf(tail) == previous.Sequence + 1)
            && (hash.IsEmpty || JournalFrame.LengthOfParts(tail) == length)
            && previous.Hash.Span.StartsWith(hash);
    }

    private static bool IsPartlyWritten(ReadOnlySpan<byte> tail, long offset)
    {
        var statesItsLength = tail.Length >= JournalFrame.LengthOfLength && tail[..JournalFrame.LengthOfLength].ContainsAnyExcept((byte)0);
        return (!statesItsLength || JournalFrame.StatedLength(tail) >= tail.Length) && HasUnwrittenSector(tail, offset);
    }

    private static bool HasUnwrittenSector(ReadOnlySpan<byte> tail, long offset)
    {
        for (var start = 0; start < tail.Length;)
        {
            var toBoundary = (int)(SectorLength - ((offset + start) % SectorLength));
            var end = Math.Min(tail.Length, start + toBoundary);
            if (!tail[start..end].ContainsAnyExcept((byte)0))
            {
                return true;
            }

            start = end;
        }

        Span<byte> zeros = stackalloc byte[MinUnwrittenZeros];
        zeros.Clear();
        return tail.IndexOf(zeros) >= 0;
    }

    // A whole frame after the bad bytes proves that these were acknowledged: its append began after theirs was synced.
    private static bool HoldsLaterFrame(ReadOnlySpan<byte> tail, ChainLink previous)
    {
        var max = previous.Sequence + (ulong)(tail.Length / JournalFrame.MinimumLength) + 1;
        for (var start = 1; tail.Length - start >= JournalFrame.MinimumLength; start++)
        {
            var rest = tail[start..];
            var length = JournalFrame.StatedLength(rest);
            var sequence = JournalFrame.SequenceOf(rest);
            if (length >= JournalFrame.MinimumLength && length <= rest.Length
                && sequence > previous.Sequence && sequence <= max && JournalFrame.IsIntact(rest[..(int)length]))
            {
                return true;
            }
        }

        return false;
    }
}
