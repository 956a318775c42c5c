using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Upload;

/// <summary>Finds the checkpoints of a journal for ascending numbers of frames, reading their file once from front to back, piece by piece. Not thread-safe.</summary>
internal sealed class CheckpointScan(string journal)
{
    private readonly Queue<SignedCheckpoint> ahead = new();
    private readonly byte[] piece = new byte[4 * SignedNote.MaxLength];
    private SignedCheckpoint? found;
    private long offset;

    /// <returns>The newest checkpoint over at most this many frames; null if there is none.</returns>
    /// <exception cref="JournalBrokenException">The file holds anything else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SignedCheckpoint? NewestUpTo(ulong size)
    {
        if (found?.Content.Size > size)
        {
            ahead.Clear();
            (found, offset) = (null, 0);
        }

        while ((ahead.Count > 0 || ReadOn()) && ahead.Peek().Content.Size <= size)
        {
            found = ahead.Dequeue();
        }

        return found;
    }

    private bool ReadOn()
    {
        var path = CheckpointFile.PathIn(journal);
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            return false;
        }

        using var file = RegularFile.Open(path);
        try
        {
            var (checkpoints, length) = CheckpointFile.Parse(piece.AsSpan(0, RandomAccess.Read(file, piece, offset)));
            foreach (var checkpoint in checkpoints)
            {
                ahead.Enqueue(checkpoint);
            }

            offset += length;
            return checkpoints.Count > 0;
        }
        catch (CheckpointFileException malformed)
        {
            throw new JournalBrokenException(new(path, offset, malformed.Sentence));
        }
    }
}
