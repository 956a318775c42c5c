using System.Buffers.Binary;
using System.Text;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Upload;

/// <summary>
/// Consecutive frames on their way to the collector, exactly as the journal holds them. Integers are big-endian.
/// <code>
/// offset size
///      0    8  "KIOSKUPL"
///      8    2  format version, 1
///     10    8  sequence of the first frame; without frames, of the next one
///     18    2  number of frames: 0 to 500
///     20    4  length of the frames, f: at most 262,144
///     24    4  length of the checkpoint, c: at most 16,384; 0 if there is none
///     28    1  length of the terminal id, t: 1 to 255
///     29    t  terminal id, UTF-8
///           f  frames, one after another (<see cref="JournalFrame"/>)
///           c  signed note, UTF-8: the newest checkpoint that covers no later frame than the batch's last
/// </code>
/// </summary>
/// <param name="FirstSequence">Of the first frame; without frames, of the next one.</param>
/// <param name="Frames">Each continues the one before it.</param>
/// <param name="Checkpoint">Null if there is none.</param>
internal sealed record UploadBatch(string TerminalId, ulong FirstSequence, IReadOnlyList<ReadOnlyMemory<byte>> Frames, SignedCheckpoint? Checkpoint)
{
    public const int MaxFrames = 500;

    /// <summary>In bytes, of all frames together.</summary>
    public const int MaxFramesLength = 262_144;

    /// <summary>In bytes, of the encoded batch.</summary>
    public const int MaxLength = HeadLength + byte.MaxValue + MaxFramesLength + SignedNote.MaxLength;

    public const string ContentType = "application/vnd.kiosk.frames";

    private const ushort Version = 1;

    // Databases count in signed numbers.
    private const ulong MaxFirst = long.MaxValue - MaxFrames;
    private const int HeadLength = 29;

    private static readonly UTF8Encoding Utf8Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The link that the first frame continues, as it states it; null without frames.</summary>
    public ChainLink? Previous => Frames.Count == 0 ? null : new(FirstSequence - 1, Frames[0][JournalFrame.PreviousHashOffset..JournalFrame.HeadLength]);

    /// <summary>Sequence of the last frame; without frames, the one before <see cref="FirstSequence"/>.</summary>
    public ulong LastSequence => FirstSequence + (ulong)Frames.Count - 1;

    private static ReadOnlySpan<byte> Magic => "KIOSKUPL"u8;

    /// <exception cref="InvalidOperationException">The batch exceeds a limit.</exception>
    public byte[] Encode()
    {
        var terminal = Utf8Strict.GetBytes(TerminalId);
        var note = Utf8Strict.GetBytes(Checkpoint?.Note.ToString() ?? "");
        var framesLength = Frames.Sum(frame => frame.Length);
        if (terminal.Length is 0 or > byte.MaxValue || Frames.Count > MaxFrames || framesLength > MaxFramesLength || note.Length > SignedNote.MaxLength || FirstSequence == 0)
        {
            throw new InvalidOperationException($"A batch holds at most {MaxFrames} frames in {MaxFramesLength} bytes, not {Frames.Count} in {framesLength}.");
        }

        var batch = new byte[HeadLength + terminal.Length + framesLength + note.Length];
        Magic.CopyTo(batch);
        BinaryPrimitives.WriteUInt16BigEndian(batch.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt64BigEndian(batch.AsSpan(10), FirstSequence);
        BinaryPrimitives.WriteUInt16BigEndian(batch.AsSpan(18), (ushort)Frames.Count);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(20), framesLength);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(24), note.Length);
        batch[28] = (byte)terminal.Length;
        terminal.CopyTo(batch, HeadLength);
        var offset = HeadLength + terminal.Length;
        foreach (var frame in Frames)
        {
            frame.CopyTo(batch.AsMemory(offset));
            offset += frame.Length;
        }

        note.CopyTo(batch, offset);
        return batch;
    }

    /// <summary>Reads a batch and checks that its frames are whole and continue each other. Whether they continue what was stored before, and who signed the checkpoint, is for the caller to check.</summary>
    /// <param name="batch">Kept: the frames are slices of it.</param>
    /// <exception cref="FormatException">The bytes are not a batch; the message is a sentence.</exception>
    public static UploadBatch Parse(ReadOnlyMemory<byte> batch)
    {
        var bytes = batch.Span;
        if (bytes.Length < HeadLength || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]) != Version)
        {
            throw new FormatException($"This is no batch of frames of version {Version}.");
        }

        var first = BinaryPrimitives.ReadUInt64BigEndian(bytes[10..]);
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes[18..]);
        var framesLength = BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]);
        var noteLength = BinaryPrimitives.ReadUInt32BigEndian(bytes[24..]);
        Require(count <= MaxFrames && framesLength <= MaxFramesLength && noteLength <= SignedNote.MaxLength, $"The batch exceeds {MaxFrames} frames, {MaxFramesLength} bytes of frames or {SignedNote.MaxLength} bytes of checkpoint.");
        Require(HeadLength + bytes[28] + framesLength + noteLength == bytes.Length, "The batch is not as long as its parts.");
        Require(first is > 0 and <= MaxFirst, $"Sequences begin at 1, and end at {long.MaxValue}.");
        var terminal = bytes.Slice(HeadLength, bytes[28]);
        Require(SegmentHeader.IsTerminalId(terminal), "A terminal id has 1 to 255 letters, digits and hyphens.");
        var frames = batch.Slice(HeadLength + terminal.Length, (int)framesLength);
        var id = Encoding.ASCII.GetString(terminal);
        var checkpoint = noteLength == 0 ? null : ParseCheckpoint(bytes[^(int)noteLength..]);
        Require(checkpoint is null || (checkpoint.Content.TerminalId == id && checkpoint.Content.Size < first + count), "The checkpoint is another terminal's, or covers later frames than the batch.");
        return new(id, first, Split(frames, first, count), checkpoint);
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> rest, ulong first, int count)
    {
        var frames = new List<ReadOnlyMemory<byte>>(count);
        ChainLink? previous = null;
        for (var index = 0; index < count; index++)
        {
            var sequence = first + (ulong)index;
            Require(rest.Length >= JournalFrame.MinimumLength && JournalFrame.StatedLength(rest.Span) <= Math.Min(rest.Length, JournalFrame.MaximumLength), $"Frame {sequence} is not whole.");
            var frame = rest[..(int)JournalFrame.StatedLength(rest.Span)];
            Require(frame.Length >= JournalFrame.MinimumLength, $"Frame {sequence} is not whole.");
            previous ??= new(first - 1, frame[JournalFrame.PreviousHashOffset..JournalFrame.HeadLength]);
            var fault = JournalFrame.Examine(frame.Span, previous);
            Require(fault is FrameFault.None, $"Frame {sequence}: {fault.Describe().English}.");
            previous = new(sequence, frame[^JournalFrame.HashLength..]);
            frames.Add(frame);
            rest = rest[frame.Length..];
        }

        Require(rest.IsEmpty, $"The batch holds {rest.Length} bytes more than its {count} frames.");
        return frames;
    }

    private static SignedCheckpoint ParseCheckpoint(ReadOnlySpan<byte> text)
    {
        try
        {
            var note = SignedNote.Parse(Utf8Strict.GetString(text));
            return new(Checkpoints.Checkpoint.Parse(note.Text), note);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new FormatException("The checkpoint is not UTF-8.", malformed);
        }
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new FormatException(sentence);
        }
    }
}
