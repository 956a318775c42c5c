using System.Text;
using Kiosk.Durability;

namespace Kiosk.Journal.Checkpoints;

/// <summary>
/// A journal's checkpoints, oldest first: signed notes in the file <c>checkpoints</c> next to the segments, each followed by an empty line.
/// </summary>
internal static class CheckpointFile
{
    public const string Name = "checkpoints";

    /// <summary>Some years of checkpoints, one a minute of use.</summary>
    private const int MaxLength = 1024 * 1024 * 1024;

    /// <summary>What is read to find the newest.</summary>
    private const int TailLength = 4 * SignedNote.MaxLength;

    private static CheckpointFileException NoCheckpoint(int line, Exception? cause = null) =>
        new(new($"dòng {line} không bắt đầu một mốc ký", $"line {line} does not begin a signed checkpoint"), cause);

    private static ReadOnlySpan<byte> EmptyLine => "\n\n"u8;

    public static string PathIn(string journal) => Path.Combine(journal, Name);

    /// <summary>Encodes a note for the file.</summary>
    public static byte[] Encode(SignedNote note) => Encoding.UTF8.GetBytes($"{note}\n");

    /// <returns>The complete notes and their length in bytes; a power cut may have left an incomplete one after them. Empty if there is no file.</returns>
    /// <exception cref="IOException">The file cannot be read or is not a regular file.</exception>
    /// <exception cref="CheckpointFileException">The file contains anything else; the message gives the line.</exception>
    public static (IReadOnlyList<SignedCheckpoint> Checkpoints, long Length) Read(string journal)
    {
        var path = PathIn(journal);
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            return ([], 0);
        }

        using var stream = RegularFile.OpenStream(path);
        if (stream.Length > MaxLength)
        {
            throw new CheckpointFileException(new($"tệp có {stream.Length} byte, nhiều nhất được {MaxLength}", $"it has {stream.Length} bytes, and {MaxLength} are the most"));
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes);
    }

    /// <summary>Reads the newest from the end of the file, so that a start takes no longer with the years.</summary>
    /// <returns>The last complete note, null if there is none, and the length in bytes up to its end.</returns>
    /// <inheritdoc cref="Read"/>
    public static (SignedCheckpoint? Newest, long Length) ReadNewest(string journal)
    {
        var path = PathIn(journal);
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            return (null, 0);
        }

        using (var file = RegularFile.Open(path))
        {
            var from = RandomAccess.GetLength(file) - TailLength;
            var tail = new byte[TailLength];
            if (from > 0 && NewestIn(tail.AsSpan(0, RandomAccess.Read(file, tail, from))) is { Newest: { } newest, Length: var length })
            {
                return (newest, from + length);
            }
        }

        // A short file, or one whose end says nothing: what is wrong is said by its line.
        var (checkpoints, end) = Read(journal);
        RequireOrder(checkpoints);
        return (checkpoints.Count > 0 ? checkpoints[^1] : null, end);
    }

    /// <summary>Reads the notes at the beginning of a piece of the file.</summary>
    /// <inheritdoc cref="Read"/>
    public static (IReadOnlyList<SignedCheckpoint> Checkpoints, long Length) Parse(ReadOnlySpan<byte> bytes)
    {
        var checkpoints = new List<SignedCheckpoint>();
        var (read, line) = (0, 1);
        while (EndOfNote(bytes[read..]) is { } length)
        {
            try
            {
                var note = SignedNote.Parse(Encoding.UTF8.GetString(bytes.Slice(read, length - 1)));
                checkpoints.Add(new(Checkpoint.Parse(note.Text), note));
            }
            catch (FormatException) when (read + length == bytes.Length && bytes[read..].Contains((byte)0))
            {
                // The last note spans sectors of which a power cut left one unwritten.
                return (checkpoints, read);
            }
            catch (FormatException other)
            {
                throw NoCheckpoint(line, other);
            }

            line += bytes.Slice(read, length).Count((byte)'\n');
            read += length;
        }

        return IsUnfinished(bytes[read..]) ? (checkpoints, read) : throw NoCheckpoint(line);
    }

    // Of a piece that begins anywhere: the last note, and the length up to its end.
    private static (SignedCheckpoint? Newest, long Length) NewestIn(ReadOnlySpan<byte> piece)
    {
        byte[] beginning = [.. EmptyLine, .. Encoding.UTF8.GetBytes(Checkpoint.OriginOf(""))];
        var first = piece.IndexOf(beginning);
        if (first < 0)
        {
            return (null, 0);
        }

        try
        {
            var begin = first + EmptyLine.Length;
            var (checkpoints, length) = Parse(piece[begin..]);
            RequireOrder(checkpoints);
            return checkpoints.Count > 0 ? (checkpoints[^1], begin + length) : (null, 0);
        }
        catch (CheckpointFileException)
        {
            return (null, 0);
        }
    }

    // An earlier one put behind the last would let the terminal sign other records under numbers that it signed before.
    private static void RequireOrder(IReadOnlyList<SignedCheckpoint> checkpoints)
    {
        foreach (var (before, one) in checkpoints.Zip(checkpoints.Skip(1)))
        {
            if (one.Content.Number != before.Content.Number + 1)
            {
                throw new CheckpointFileException(new(
                    $"mốc ký {one.Content.Number} nằm ở chỗ của mốc ký {before.Content.Number + 1}", $"checkpoint {one.Content.Number} stands where checkpoint {before.Content.Number + 1} belongs"));
            }
        }
    }

    // What a power cut leaves of a note: its beginning, or storage that was never written.
    private static bool IsUnfinished(ReadOnlySpan<byte> rest)
    {
        var beginning = Encoding.UTF8.GetBytes(Checkpoint.OriginOf(""));
        return rest.Contains((byte)0) || rest.StartsWith(beginning.AsSpan(0, Math.Min(rest.Length, beginning.Length)));
    }

    // Null if the note is incomplete.
    private static int? EndOfNote(ReadOnlySpan<byte> rest)
    {
        var text = rest.IndexOf(EmptyLine);
        var signatures = text < 0 ? -1 : rest[(text + EmptyLine.Length)..].IndexOf(EmptyLine);
        return signatures < 0 ? null : text + signatures + (2 * EmptyLine.Length);
    }
}

/// <summary>A checkpoint with its signed note.</summary>
internal sealed record SignedCheckpoint(Checkpoint Content, SignedNote Note);
